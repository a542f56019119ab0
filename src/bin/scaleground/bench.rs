//! How long compiling and solving takes, on this machine, in one run.

use std::fmt::Write;
use std::time::Instant;

use scaleground::check::{FailureSpeed, SIZES, Speed, failure_speed, speed};

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

/// How long the table of all single failures takes.
#[expect(clippy::disallowed_methods, reason = "a benchmark runs natively and needs the clock; no result depends on it")]
pub(super) fn failures() -> String {
    let mut text = String::from("components   load   failures   table ms   of links   table ms");
    let start = Instant::now();
    for count in [10, 100, 300] {
        for share in SHARES {
            let FailureSpeed { components, failures: [parts, links], table_ms: [parts_ms, links_ms] } =
                failure_speed(count, share, || start.elapsed().as_secs_f64() * 1e3);
            let _ =
                write!(text, "\n{components:>10} {share:>6} {parts:>10} {parts_ms:>10.1} {links:>10} {links_ms:>10.1}");
        }
    }
    text
}
