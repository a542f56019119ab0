//! The native command line: the same engine without a browser.

#[cfg(not(target_arch = "wasm32"))]
mod bench;
#[cfg(not(target_arch = "wasm32"))]
mod bench_runs;
#[cfg(not(target_arch = "wasm32"))]
mod checking;
#[cfg(not(target_arch = "wasm32"))]
mod command;
#[cfg(not(target_arch = "wasm32"))]
mod concluding;
#[cfg(not(target_arch = "wasm32"))]
mod failing;
#[cfg(not(target_arch = "wasm32"))]
mod output;
#[cfg(not(target_arch = "wasm32"))]
mod phases;
#[cfg(not(target_arch = "wasm32"))]
mod series;
#[cfg(not(target_arch = "wasm32"))]
mod simulating;
#[cfg(not(target_arch = "wasm32"))]
mod threads;

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    std::process::exit(command::run());
}
