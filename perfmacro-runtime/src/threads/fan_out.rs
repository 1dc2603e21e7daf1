//! The routine that has others run it.

use std::panic;
use std::sync::Arc;
use std::time::Duration;

use super::team::{Report, Team};
use crate::routine::Routine;
use crate::usage::Usage;

/// A routine that is run on several threads at once.
///
/// Every thread makes its own by `make` and keeps it; all are made when this returns. A run of `iterations`
/// calls makes that many on each thread, starting together, and takes as long as the slowest of them. The
/// threads end when the routine is dropped.
///
/// # Panics
///
/// With what `make` panicked with on one of the threads, and where there is no thread to be had or none
/// asked for. A run panics with what a call panicked with, once every thread is through; the next run is
/// like any other.
pub fn fan_out(threads: usize, make: impl Fn() -> Routine + Send + Sync + 'static) -> Routine {
    assert!(threads > 0, "a routine needs at least one thread to run on");
    let team = Team::start(threads, &(Arc::new(make) as _))
        .unwrap_or_else(|payload| panic::resume_unwind(payload));
    Box::new(move |iterations, stopwatch| {
        let reports = team
            .run(iterations)
            .unwrap_or_else(|payload| panic::resume_unwind(payload));
        let (elapsed, usage) = together(&reports);
        stopwatch.add(elapsed, usage);
    })
}

/// What the reports come to: the time of the slowest thread, and what the system gave to all of them.
///
/// They are interrupted where one of them is: the others may have waited for what it held. They ran for as
/// long as the one that ran longest: it alone shows how long that many calls run for without a wait for a
/// core. So an interrupted block, which is the rule where there are more threads than cores, still votes for
/// its budget, and against it only where a single thread ran past the limit.
fn together(reports: &[Report]) -> (Duration, Usage) {
    let elapsed = reports.iter().map(|report| report.elapsed).max();
    let ran = reports.iter().map(|report| report.usage.ran).max();
    let usage = Usage {
        interruptions: reports
            .iter()
            .map(|report| report.usage.interruptions)
            .sum(),
        ran: ran.unwrap_or_default(),
    };
    (elapsed.unwrap_or_default(), usage)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::panic::AssertUnwindSafe;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread::{self, ThreadId};

    use super::*;
    use crate::stopwatch::Stopwatch;

    const THREADS: usize = 4;

    /// The text that `run` panics with.
    fn panic_of(run: impl FnOnce()) -> Option<String> {
        let payload = panic::catch_unwind(AssertUnwindSafe(run)).err()?;
        payload.downcast::<String>().ok().map(|text| *text)
    }

    #[test]
    fn every_thread_makes_every_call() {
        let calls = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&calls);
        let mut routine = fan_out(THREADS, move || {
            let calls = Arc::clone(&counter);
            Box::new(move |iterations, _| {
                calls.fetch_add(iterations, Ordering::SeqCst);
            })
        });
        for run in 1..=50 {
            routine(10, &mut Stopwatch::new());
            assert_eq!(calls.load(Ordering::SeqCst), run * 10 * THREADS as u64);
        }
    }

    #[test]
    fn a_routine_is_made_run_and_dropped_on_a_thread_of_its_own() {
        #[derive(Default)]
        struct Threads {
            made: Mutex<HashSet<ThreadId>>,
            ran: Mutex<HashSet<ThreadId>>,
            dropped: Mutex<HashSet<ThreadId>>,
        }
        struct Guest(Arc<Threads>);
        fn note(threads: &Mutex<HashSet<ThreadId>>) {
            let mut threads = threads.lock().expect("nobody panicked");
            threads.insert(thread::current().id());
        }
        impl Drop for Guest {
            fn drop(&mut self) {
                note(&self.0.dropped);
            }
        }
        let seen = Arc::new(Threads::default());
        let threads = Arc::clone(&seen);
        let mut routine = fan_out(THREADS, move || {
            note(&threads.made);
            let guest = Guest(Arc::clone(&threads));
            Box::new(move |_, _| note(&guest.0.ran))
        });
        let made = seen.made.lock().expect("nobody panicked").clone();
        assert_eq!(made.len(), THREADS);
        assert!(!made.contains(&thread::current().id()));
        routine(1, &mut Stopwatch::new());
        routine(1, &mut Stopwatch::new());
        assert_eq!(*seen.ran.lock().expect("nobody panicked"), made);
        drop(routine);
        assert_eq!(*seen.dropped.lock().expect("nobody panicked"), made);
        // The threads are gone, and with them what they held.
        assert_eq!(Arc::strong_count(&seen), 1);
    }

    #[test]
    fn threads_overlap() {
        // Each waits for the others in its calls: one after the other they would never end.
        let meeting = Arc::new(std::sync::Barrier::new(THREADS));
        let mut routine = fan_out(THREADS, move || {
            let meeting = Arc::clone(&meeting);
            Box::new(move |iterations, _| {
                for _ in 0..iterations {
                    meeting.wait();
                }
            })
        });
        routine(20, &mut Stopwatch::new());
    }

    #[test]
    fn the_time_is_the_slowest_threads() {
        let numbers = AtomicU64::new(0);
        let mut routine = fan_out(THREADS, move || {
            let number = numbers.fetch_add(1, Ordering::SeqCst);
            Box::new(move |iterations, stopwatch| {
                stopwatch.add(Duration::from_secs(number * iterations), Usage::default());
            })
        });
        let mut stopwatch = Stopwatch::new();
        routine(10, &mut stopwatch);
        routine(1, &mut stopwatch);
        assert_eq!(stopwatch.elapsed(), Duration::from_secs(33));
    }

    #[test]
    fn a_panic_of_a_call_is_raised_here_and_the_next_run_is_like_any_other() {
        let numbers = AtomicU64::new(0);
        let mut routine = fan_out(THREADS, move || {
            let number = numbers.fetch_add(1, Ordering::SeqCst);
            Box::new(move |iterations, _| {
                assert!(number != 2 || iterations != 7, "{iterations} calls");
            })
        });
        for _ in 0..3 {
            let raised = panic_of(|| routine(7, &mut Stopwatch::new()));
            assert_eq!(raised.as_deref(), Some("7 calls"));
            routine(8, &mut Stopwatch::new());
        }
    }

    #[test]
    fn a_panic_of_every_call_is_raised_once() {
        let mut routine = fan_out(THREADS, || {
            Box::new(|iterations, _| panic!("{iterations} calls"))
        });
        let raised = panic_of(move || routine(7, &mut Stopwatch::new()));
        assert_eq!(raised.as_deref(), Some("7 calls"));
    }

    #[test]
    fn a_panic_of_the_making_is_raised_here() {
        let numbers = AtomicU64::new(0);
        let raised = panic_of(|| {
            drop(fan_out(THREADS, move || {
                let number = numbers.fetch_add(1, Ordering::SeqCst);
                assert!(number != 1, "no input {number}");
                Box::new(|_, _| ())
            }));
        });
        assert_eq!(raised.as_deref(), Some("no input 1"));
    }

    #[test]
    fn a_panic_of_a_destructor_is_raised_where_the_routine_is_dropped() {
        struct Guest(u64);
        impl Drop for Guest {
            fn drop(&mut self) {
                assert!(self.0 != 1, "guest {} stays", self.0);
            }
        }
        let numbers = AtomicU64::new(0);
        let mut routine = fan_out(THREADS, move || {
            let guest = Guest(numbers.fetch_add(1, Ordering::SeqCst));
            Box::new(move |_, _| {
                std::hint::black_box(&guest);
            })
        });
        routine(1, &mut Stopwatch::new());
        let raised = panic_of(|| drop(routine));
        assert_eq!(raised.as_deref(), Some("guest 1 stays"));
    }

    #[test]
    fn an_interruption_of_one_is_of_all_and_the_longest_run_counts() {
        let report = |elapsed, interruptions, ran| Report {
            elapsed: Duration::from_secs(elapsed),
            usage: Usage {
                interruptions,
                ran: Duration::from_secs(ran),
            },
        };
        let reports = [report(9, 2, 3), report(5, 0, 5), report(4, 1, 1)];
        let expected = Usage {
            interruptions: 3,
            ran: Duration::from_secs(5),
        };
        assert_eq!(together(&reports), (Duration::from_secs(9), expected));
    }
}
