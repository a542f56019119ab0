//! How long compiling and solving takes, on this machine, in one run.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use scaleground::check::{FailureSpeed, SIZES, Speed, failure_speed, sample, speed};
use scaleground::impact::FailureTable;

use crate::{failing, threads};

/// The table, ready to print. Times in milliseconds.
#[expect(clippy::disallowed_methods, reason = "a benchmark runs natively and needs the clock; no result depends on it")]
pub(super) fn table() -> String {
    let mut text =
        String::from("components   links   nodes   compile ms   solve at half load ms   at twice its capacity ms");
    let start = Instant::now();
    for count in SIZES {
        let Speed { components, links, nodes, compile_ms, half_ms, twice_ms } =
            speed(count, || start.elapsed().as_secs_f64() * 1e3);
        let _ = write!(
            text,
            "\n{components:>10} {links:>7} {nodes:>7} {compile_ms:>12.3} {half_ms:>23.3} {twice_ms:>26.3}"
        );
    }
    text
}

/// The loads of the table below, as shares of that at which the topology gives way.
const SHARES: [f64; 2] = [0.5, 0.9];

/// How long the table of all single failures takes, on one thread and on all, and how many times as long as one solution
/// of the sound topology in the same run.
#[expect(clippy::disallowed_methods, reason = "a benchmark runs natively and needs the clock; no result depends on it")]
pub(super) fn failures() -> String {
    let threads = threads::cores();
    let mut text = format!(
        "components   load   failures   solve ms   table ms   times one solution   on {threads} threads ms   times one solution"
    );
    let start = Instant::now();
    let clock = || start.elapsed().as_secs_f64() * 1e3;
    for count in [10, 100, 300] {
        let (document, full) = sample(count);
        for share in SHARES {
            let FailureSpeed { failures, table_ms, solve_ms } = failure_speed(&document, full * share, clock);
            let begun = clock();
            let sound = FailureTable::new(&document, full * share, None);
            let rows = black_box(failing::rows(&document, &sound, None, threads)).len();
            let spread_ms = clock() - begun;
            let (alone, together) = (table_ms / solve_ms, spread_ms / solve_ms);
            let _ = write!(
                text,
                "\n{count:>10} {share:>6} {failures:>10} {solve_ms:>10.3} {table_ms:>10.1} {alone:>20.0} {spread_ms:>20.1} {together:>20.0}"
            );
            debug_assert_eq!(rows, failures, "all rows, however they are spread");
        }
    }
    text
}
