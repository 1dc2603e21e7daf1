//! Smol's executor.
//!
//! `smol::block_on` is `async_io::block_on` under another name, so that crate is enough here: the timers and
//! sockets of the user's smol are its own, and what `smol::spawn` spawns runs on smol's own threads.

/// Runs futures as `smol::block_on` does: the calling thread serves timers and sockets while it waits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Smol;

impl Smol {
    /// Runs `future` to its end on this thread.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        async_io::block_on(future)
    }
}

#[cfg(test)]
mod tests {
    use std::future;
    use std::task::Poll;
    use std::thread;
    use std::time::Duration;

    use async_io::Timer;

    use super::*;

    #[test]
    fn a_future_runs_on_the_calling_thread() {
        let on = Smol.block_on(async { thread::current().id() });
        assert_eq!(on, thread::current().id());
    }

    #[test]
    fn a_future_that_wakes_itself_is_polled_again() {
        let mut polls = 0;
        Smol.block_on(future::poll_fn(|context| {
            polls += 1;
            context.waker().wake_by_ref();
            if polls == 1000 {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        }));
        assert_eq!(polls, 1000);
    }

    #[test]
    fn timers_run() {
        Smol.block_on(Timer::after(Duration::from_millis(1)));
    }

    #[test]
    fn a_future_may_block_on_another() {
        let output = Smol.block_on(async {
            Smol.block_on(Timer::after(Duration::from_millis(1)));
            7
        });
        assert_eq!(output, 7);
    }
}
