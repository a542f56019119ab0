//! Whatever comes in is untrusted: links, files, pictures, pages and flowcharts, changed at random, either open as a sound
//! document or are refused. `SCALEGROUND_FUZZ=1000000 cargo test --release --test share_hostile -- --nocapture` plays
//! more of them and says how many there were and how long they took.

mod share_support;

use std::collections::BTreeMap;
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt as _, SeedableRng as _};
use scaleground::lessons::examples;
use scaleground::share::carried::{ELEMENT, into_png};
use scaleground::share::{ShareError, link, mermaid, open};
use scaleground::text::names;

/// Inputs of a run where nothing else is asked for.
const INPUTS: u64 = 20_000;
/// Pieces that break readers.
const PIECES: &[&str] = &[
    "1e308",
    "-1",
    "4294967295",
    "18446744073709551616",
    "0.1e-400",
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "[[[[[[[[",
    "{\"a\":",
    "\\u0000",
    "\u{202e}",
    "<script>",
    "]]>",
    "&#0;",
    "%%{init:{}}%%",
    "subgraph a\n",
    "-->",
    "---",
    "&",
    "@{",
    ":::",
    "v2.d.",
    "v1.z.",
    "#v2.d.",
    "scaleground-topology-2",
    "\"faults\":[",
    "\"view\":",
    "\"scenario\":",
    "NaN",
    "\n",
    "\"",
    "'",
    "\u{feff}",
    "```mermaid\n",
];

struct Fuzz {
    random: Xoshiro256PlusPlus,
    corpus: Vec<Vec<u8>>,
    names: Vec<mermaid::Name>,
}

impl Fuzz {
    fn new(seed: u64) -> Self {
        let mut corpus = Vec::new();
        for entry in
            std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/frozen")).expect("the folder").flatten()
        {
            corpus.push(std::fs::read(entry.path()).expect("readable"));
        }
        for example in examples() {
            let document = (example.build)();
            let fragment = link::encode(&document);
            corpus.push(mermaid::write(&document, |id| format!("name {}", id.0)).0.into_bytes());
            corpus.push(format!("<svg><metadata id=\"{ELEMENT}\">{fragment}</metadata></svg>").into_bytes());
            let png =
                [b"\x89PNG\r\n\x1a\n".as_slice(), &[0, 0, 0, 13], b"IHDR", &[0; 17], &[0, 0, 0, 0], b"IEND", &[0; 4]]
                    .concat();
            corpus.push(into_png(&png, &fragment).expect("a picture"));
        }
        corpus.push(
            b"graph TD;\n A[(\"a\")] -- text --> B{{b}} & C; subgraph x [Data centre]\n A <--> C\n end\n class A cache"
                .to_vec(),
        );
        Self { random: Xoshiro256PlusPlus::seed_from_u64(seed), corpus, names: names() }
    }

    fn below(&mut self, count: usize) -> usize {
        self.random.random_range(0..count.max(1))
    }

    /// An input: something known, changed a few times; a link is also changed inside and packed again.
    fn input(&mut self) -> Vec<u8> {
        let chosen = self.below(self.corpus.len());
        let mut input = self.corpus[chosen].clone();
        if self.below(2) == 0
            && let Some(content) = unpacked(&input)
        {
            let content = self.changed(content);
            return packed(&content);
        }
        input = self.changed(input);
        input
    }

    fn changed(&mut self, mut input: Vec<u8>) -> Vec<u8> {
        for _ in 0..=self.below(6) {
            let (at, other) = (self.below(input.len() + 1), self.below(input.len() + 1));
            let (from, to) = (at.min(other), at.max(other).min(at.min(other) + 200));
            match self.below(7) {
                0 if !input.is_empty() => {
                    let at = at.min(input.len() - 1);
                    input[at] ^= 1 << self.below(8);
                }
                1 => drop(input.drain(from..to)),
                2 => {
                    let piece = input[from..to].to_vec();
                    input.splice(at..at, piece);
                }
                3 | 4 => {
                    let piece = PIECES[self.below(PIECES.len())].bytes();
                    input.splice(at..at, piece);
                }
                5 => {
                    let with = self.below(self.corpus.len());
                    let tail = self.corpus[with].clone();
                    input.truncate(at);
                    input.extend_from_slice(&tail[self.below(tail.len())..]);
                }
                _ => self.number(&mut input),
            }
        }
        input
    }

    /// Another number in place of one that stands there.
    fn number(&mut self, input: &mut Vec<u8>) {
        let digits: Vec<usize> = (0..input.len()).filter(|at| input[*at].is_ascii_digit()).collect();
        if digits.is_empty() {
            return;
        }
        let at = digits[self.below(digits.len())];
        let end = (at..input.len()).find(|at| !input[*at].is_ascii_digit()).unwrap_or(input.len());
        let number = ["0", "-1", "1e308", "4294967295", "0.000001", "99999999999999999999"][self.below(6)];
        input.splice(at..end, number.bytes());
    }
}

/// What a link holds.
fn unpacked(link: &[u8]) -> Option<Vec<u8>> {
    let payload = std::str::from_utf8(link).ok()?.trim().strip_prefix("v2.d.")?;
    let packed = URL_SAFE_NO_PAD.decode(payload).ok()?;
    miniz_oxide::inflate::decompress_to_vec(packed.get(..packed.len().checked_sub(4)?)?).ok()
}

/// A link with a sound checksum around whatever it holds.
fn packed(content: &[u8]) -> Vec<u8> {
    let mut packed = miniz_oxide::deflate::compress_to_vec(content, 1);
    packed.extend_from_slice(&crc32fast::hash(content).to_be_bytes());
    format!("v2.d.{}", URL_SAFE_NO_PAD.encode(packed)).into_bytes()
}

#[test]
fn whatever_comes_in_opens_soundly_or_is_refused() {
    let inputs = std::env::var("SCALEGROUND_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(INPUTS);
    let seed = std::env::var("SCALEGROUND_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let mut fuzz = Fuzz::new(seed);
    let mut outcomes: BTreeMap<&'static str, u64> = BTreeMap::new();
    #[expect(clippy::disallowed_methods, reason = "only told, never compared")]
    let begun = Instant::now();
    for _ in 0..inputs {
        let input = fuzz.input();
        let outcome = match open(&input, &fuzz.names) {
            Ok(opened) => {
                share_support::check(&opened);
                if opened.problems.is_empty() { "sound" } else { "with problems" }
            }
            Err(error) => error.key(),
        };
        *outcomes.entry(outcome).or_default() += 1;
    }
    #[expect(clippy::print_stdout, reason = "what was played is the result of a long run")]
    let tell = || println!("{inputs} inputs in {:.1} s: {outcomes:?}", begun.elapsed().as_secs_f64());
    tell();
    for expected in ["sound", "with problems", "damaged", "not-json", "nothing-inside"] {
        assert!(outcomes.contains_key(expected), "none was {expected}: {outcomes:?}");
    }
}

#[test]
fn what_is_too_large_is_refused_unread() {
    assert!(matches!(open(&vec![b' '; 65 << 20], &[]), Err(ShareError::TooLong { .. })));
    assert!(matches!(open(&vec![b'{'; 9 << 20], &[]), Err(ShareError::TooLong { .. })));
    let claims = [b"\x89PNG\r\n\x1a\n".as_slice(), &[255, 255, 255, 255], b"iTXt", b"Scaleground topology"].concat();
    assert_eq!(open(&claims, &[]), Err(ShareError::NothingInside));
    let deep =
        format!("v2.d.{}", String::from_utf8(packed(&vec![b'['; 100_000])).expect("text").trim_start_matches("v2.d."));
    assert_eq!(link::decode(&deep), Err(ShareError::Damaged));
}
