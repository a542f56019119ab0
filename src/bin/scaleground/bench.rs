//! How long compiling and solving takes, on this machine, in one run.

use std::fmt::Write;
use std::time::Instant;

use scaleground::check::{SIZES, Speed, speed};

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
