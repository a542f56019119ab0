//! Independent pieces of work on several threads, with the same result as one after the other.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// As many threads as there are cores.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Does `number` pieces of work on at most so many threads; the results in the order of the pieces. Each thread makes
/// what it needs for itself; the first says how far it is (`tells`).
pub(super) fn spread<S, T: Send>(
    number: usize,
    threads: usize,
    make: impl Fn() -> S + Sync,
    job: impl Fn(&S, usize, bool) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(number));
    std::thread::scope(|scope| {
        for thread in 0..threads.clamp(1, number.max(1)) {
            let (make, job, next, done) = (&make, &job, &next, &done);
            scope.spawn(move || {
                let own = make();
                loop {
                    let piece = next.fetch_add(1, Ordering::Relaxed);
                    if piece >= number {
                        return;
                    }
                    let result = job(&own, piece, thread == 0);
                    if let Ok(mut done) = done.lock() {
                        done.push((piece, result));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(piece, _)| *piece);
    done.into_iter().map(|(_, result)| result).collect()
}
