//! Long computations in slices, without a thread: one that pauses now and then goes on where it was when it is asked to.
//!
//! Such a computation is an `async` function that awaits [`pause`] wherever it may be interrupted. Nothing wakes it: it
//! goes on when [`Slices::advance`] is called, up to its next pause, and is over for good when it is dropped. [`finish`]
//! goes through all pauses at once. Cost of a pause: some tens of nanoseconds. What is computed does not depend on where
//! it is interrupted.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Lets whoever has asked for the computation do something else.
pub async fn pause() {
    let mut paused = false;
    poll_fn(|_| if std::mem::replace(&mut paused, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// A computation that is under way.
pub struct Slices<T>(Pin<Box<dyn Future<Output = T>>>);

impl<T> Slices<T> {
    /// Nothing of it is done yet.
    pub fn new(work: impl Future<Output = T> + 'static) -> Self {
        Self(Box::pin(work))
    }

    /// Goes on up to the next pause; the answer, once it is there. Not to be asked again after that.
    pub fn advance(&mut self) -> Option<T> {
        match self.0.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => Some(answer),
            Poll::Pending => None,
        }
    }
}

/// The answer, without pauses.
pub fn finish<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(answer) = work.as_mut().poll(&mut context) {
            return answer;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn sum(upto: u32) -> u32 {
        let mut sum = 0;
        for number in 1..=upto {
            pause().await;
            sum += number;
        }
        sum
    }

    #[test]
    fn each_slice_ends_at_a_pause_and_the_last_has_the_answer() {
        let mut slices = Slices::new(sum(3));
        assert_eq!(
            [slices.advance(), slices.advance(), slices.advance(), slices.advance()],
            [None, None, None, Some(6)]
        );
        assert_eq!(finish(sum(100)), 5_050);
    }
}
