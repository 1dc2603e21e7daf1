//! Tokio's runtime.
//!
//! All drivers are on that the user's own tokio has: Cargo makes one tokio of both, and this crate asks for
//! no timers and no sockets itself.

use tokio::runtime::{Builder, Handle, Runtime, RuntimeFlavor};
use tokio::task;

/// Runs futures in a tokio runtime of its own.
#[derive(Debug)]
pub struct Tokio {
    /// There until it is dropped.
    runtime: Option<Runtime>,
}

impl Tokio {
    /// A runtime with a thread per core for what a future spawns; the future itself runs on the thread that
    /// blocks on it.
    ///
    /// # Panics
    ///
    /// Where the system has no threads or no event queue for it.
    #[must_use]
    pub fn multi_thread() -> Self {
        Tokio::of(Builder::new_multi_thread())
    }

    /// A runtime in which everything runs on the thread that blocks, and while it blocks.
    ///
    /// # Panics
    ///
    /// Where the system has no event queue for it.
    #[must_use]
    pub fn current_thread() -> Self {
        Tokio::of(Builder::new_current_thread())
    }

    fn of(mut builder: Builder) -> Self {
        let runtime = builder
            .enable_all()
            .build()
            .unwrap_or_else(|error| panic!("cannot start a tokio runtime: {error}"));
        Tokio {
            runtime: Some(runtime),
        }
    }

    /// Runs `future` to its end on this thread.
    ///
    /// # Panics
    ///
    /// On a thread that is running another tokio runtime of the flavour `current_thread`, by tokio's own
    /// message: it may not be blocked, and a future cannot go to a thread that may. A thread of a
    /// multi-thread runtime hands its tasks to others first.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        let runtime = self
            .runtime
            .as_ref()
            .expect("it is there until it is dropped");
        let is_within = Handle::try_current()
            .is_ok_and(|handle| handle.runtime_flavor() == RuntimeFlavor::MultiThread);
        if is_within {
            task::block_in_place(|| runtime.block_on(future))
        } else {
            runtime.block_on(future)
        }
    }
}

/// Does not wait for tasks that were left: a runtime that is dropped within another may not, and a
/// blocking task may never end.
impl Drop for Tokio {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{self, AssertUnwindSafe};
    use std::thread;
    use std::time::Duration;

    use tokio::{task, time};

    use super::*;

    fn both() -> [Tokio; 2] {
        [Tokio::multi_thread(), Tokio::current_thread()]
    }

    #[test]
    fn a_future_runs_on_the_calling_thread() {
        for tokio in both() {
            let on = tokio.block_on(async { thread::current().id() });
            assert_eq!(on, thread::current().id());
        }
    }

    #[test]
    fn a_future_that_wakes_itself_is_polled_again() {
        for tokio in both() {
            let made = tokio.block_on(async {
                for _ in 0..10_000 {
                    task::yield_now().await;
                }
                10_000
            });
            assert_eq!(made, 10_000);
        }
    }

    #[test]
    fn timers_and_spawned_tasks_run() {
        for tokio in both() {
            let output = tokio.block_on(async {
                let spawned = task::spawn(async {
                    time::sleep(Duration::from_millis(1)).await;
                    7
                });
                time::timeout(Duration::from_secs(60), spawned).await
            });
            assert_eq!(output.expect("in time").expect("no panic"), 7);
        }
    }

    #[test]
    fn it_may_be_dropped_within_another() {
        for outer in both() {
            outer.block_on(async {
                for inner in both() {
                    drop(inner);
                }
            });
        }
    }

    #[test]
    fn a_multi_thread_runtime_may_block_on_another() {
        let outer = Tokio::multi_thread();
        for inner in both() {
            let here = outer.block_on(async { inner.block_on(async { 7 }) });
            assert_eq!(here, 7);
            let spawned = outer
                .block_on(async { task::spawn(async move { inner.block_on(async { 8 }) }).await });
            assert_eq!(spawned.expect("no panic"), 8);
        }
    }

    #[test]
    fn a_runtime_of_one_thread_says_that_it_may_not() {
        let outer = Tokio::current_thread();
        for inner in both() {
            let raised = panic::catch_unwind(AssertUnwindSafe(|| {
                outer.block_on(async { inner.block_on(async { 7 }) })
            }));
            let payload = raised.expect_err("it may not be blocked");
            let text = payload.downcast::<&str>().map(|text| text.to_string());
            assert!(text.is_ok_and(|text| text.contains("from within a runtime")));
        }
    }

    #[test]
    fn a_runtime_that_is_only_entered_is_no_hindrance() {
        for outer in both() {
            let runtime = outer.runtime.as_ref().expect("not dropped");
            let _entered = runtime.enter();
            for inner in both() {
                assert_eq!(inner.block_on(async { 7 }), 7);
            }
        }
    }

    #[test]
    fn a_task_that_never_ends_does_not_hold_it_up() {
        for tokio in both() {
            tokio.block_on(async {
                task::spawn(std::future::pending::<()>());
            });
        }
    }
}
