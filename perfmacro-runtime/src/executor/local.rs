//! An executor of one future on one thread: it polls, and sleeps until it is woken.
//!
//! It costs a call as little as can be: a thread keeps one waker for all its calls, and a future that is
//! ready at once meets no atomic operation and no system call.

use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// Runs futures that need nothing of their executor but to be polled: no timers, no sockets.
#[derive(Clone, Copy, Debug, Default)]
pub struct Local;

impl Local {
    /// Runs `future` to its end on this thread.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        let parker = Parker::idle();
        let mut context = Context::from_waker(&parker.waker);
        let mut future = pin!(future);
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
            parker.sleep();
        }
    }
}

thread_local! {
    /// Shared while a future runs: one that blocks on another brings a second into being.
    static PARKER: Rc<Parker> = Rc::new(Parker::new());
}

/// Where a thread sleeps.
///
/// Where a signal comes late, by a waker that outlived its future, the next future is polled once for
/// nothing.
struct Parker {
    signal: Arc<Signal>,
    /// Of that signal.
    waker: Waker,
}

/// Ends the sleep of a thread.
struct Signal {
    /// Not the thread's own token: what a future does may use that up, and a wake would be lost.
    is_given: AtomicBool,
    thread: Thread,
}

impl Parker {
    fn new() -> Self {
        let signal = Arc::new(Signal {
            is_given: AtomicBool::new(false),
            thread: thread::current(),
        });
        Parker {
            waker: Waker::from(Arc::clone(&signal)),
            signal,
        }
    }

    /// This thread's, or a new one where that is in use or the thread is about to end.
    fn idle() -> Rc<Parker> {
        PARKER
            .try_with(|parker| (Rc::strong_count(parker) == 1).then(|| Rc::clone(parker)))
            .ok()
            .flatten()
            .unwrap_or_else(|| Rc::new(Parker::new()))
    }

    /// Until there is a signal, or where there was one since the sleep before.
    fn sleep(&self) {
        while !self.signal.is_given.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Where it was given already, whoever gave it wakes the thread.
        if !self.is_given.swap(true, Ordering::Release) {
            self.thread.unpark();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future;
    use std::panic::{self, AssertUnwindSafe};
    use std::sync::mpsc;

    use super::*;

    /// Ready after `polls` polls; `wake` is told each time how it is woken.
    fn after(mut polls: u32, mut wake: impl FnMut(&Waker)) -> impl Future<Output = u32> {
        let mut made = 0;
        future::poll_fn(move |context| {
            if polls == 0 {
                return Poll::Ready(made);
            }
            polls -= 1;
            made += 1;
            wake(context.waker());
            Poll::Pending
        })
    }

    #[test]
    fn a_future_that_is_ready_is_polled_once() {
        assert_eq!(Local.block_on(async { 7 }), 7);
        assert_eq!(Local.block_on(after(0, Waker::wake_by_ref)), 0);
    }

    #[test]
    fn a_future_that_wakes_itself_is_polled_again() {
        assert_eq!(Local.block_on(after(100_000, Waker::wake_by_ref)), 100_000);
    }

    #[test]
    fn another_thread_wakes() {
        let (sender, wakers) = mpsc::channel::<Waker>();
        let other = thread::spawn(move || wakers.into_iter().for_each(Waker::wake));
        let made = Local.block_on(after(1000, move |waker| {
            sender.send(waker.clone()).expect("the other thread runs");
        }));
        assert_eq!(made, 1000);
        other.join().expect("the other thread does not panic");
    }

    #[test]
    fn a_wake_is_not_lost_where_the_future_parks_the_thread() {
        let made = Local.block_on(after(10, |waker| {
            waker.wake_by_ref();
            // Uses up what the wake left.
            thread::park();
        }));
        assert_eq!(made, 10);
    }

    #[test]
    fn a_future_may_block_on_another() {
        let nested = after(10, |waker| {
            waker.wake_by_ref();
            let made = Local.block_on(after(10, |waker| {
                let waker = waker.clone();
                thread::spawn(move || waker.wake());
            }));
            assert_eq!(made, 10);
        });
        assert_eq!(Local.block_on(nested), 10);
    }

    #[test]
    fn a_waker_that_outlives_its_future_does_no_harm() {
        let mut kept = None;
        Local.block_on(after(1, |waker| {
            kept = Some(waker.clone());
            waker.wake_by_ref();
        }));
        kept.expect("the future was polled").wake();
        let mut polls = 0;
        let (sender, wakers) = mpsc::channel::<Waker>();
        let other = thread::spawn(move || wakers.into_iter().for_each(Waker::wake));
        Local.block_on(after(3, |waker| {
            polls += 1;
            sender.send(waker.clone()).expect("the other thread runs");
        }));
        assert_eq!(polls, 3);
        drop(sender);
        other.join().expect("the other thread does not panic");
    }

    #[test]
    fn one_waker_serves_all_calls_of_a_thread() {
        let waker = || {
            Local.block_on(future::poll_fn(|context| {
                Poll::Ready(context.waker().clone())
            }))
        };
        let first = waker();
        assert!(waker().will_wake(&first));
    }

    #[test]
    fn a_panic_of_a_future_leaves_the_thread_usable() {
        let panicked = panic::catch_unwind(AssertUnwindSafe(|| {
            Local.block_on(async { panic!("in a future") });
        }));
        assert!(panicked.is_err());
        assert_eq!(Local.block_on(after(3, Waker::wake_by_ref)), 3);
    }
}
