//! `?bench=1000`: instead of the application, how long compiling and solving so many components takes in this browser.

use crate::check::{Speed, speed};
use crate::platform::{self, address, frame};

/// Measures, and leaves the times in the page, where the address asks for it: components, links, steps, and milliseconds
/// for compiling, solving at half load and at twice its capacity.
pub fn bench_instead() -> bool {
    let asked = address::parameter("bench").and_then(|count| count.parse::<usize>().ok());
    let (Some(count), Some(body)) = (asked, platform::document().and_then(|document| document.body())) else {
        return false;
    };
    let Speed { components, links, nodes, compile_ms, half_ms, twice_ms } = speed(count.min(100_000), frame::now_ms);
    body.set_text_content(Some(&format!("{components} {links} {nodes} {compile_ms} {half_ms} {twice_ms}")));
    true
}
