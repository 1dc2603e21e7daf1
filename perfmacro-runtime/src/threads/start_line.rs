//! Where threads wait until all of them are there.
//!
//! Short calls overlap only if the threads start within less than what they run for, and waking a thread
//! that sleeps takes as long as a short block. So those who wait spin, for as long as waking the others
//! takes, where each thread has a core; where it has none spinning would keep the others from coming, and
//! they sleep at once.

use std::hint;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// A barrier that is crossed again and again.
pub(super) struct StartLine {
    threads: u64,
    /// How often a thread came here: it never goes back, so that no crossing is taken for another.
    arrived: AtomicU64,
    sleepers: Mutex<()>,
    opened: Condvar,
    /// How long a thread spins before it sleeps.
    patience: Duration,
}

impl StartLine {
    /// What waking the other threads takes, with a margin.
    const PATIENCE: Duration = Duration::from_micros(200);

    /// A line for so many threads.
    pub(super) fn new(threads: usize) -> Self {
        let cores = thread::available_parallelism().map_or(1, Into::into);
        let patience = if threads <= cores {
            Self::PATIENCE
        } else {
            Duration::ZERO
        };
        StartLine::with_patience(threads, patience)
    }

    fn with_patience(threads: usize, patience: Duration) -> Self {
        StartLine {
            threads: threads as u64,
            arrived: AtomicU64::new(0),
            sleepers: Mutex::new(()),
            opened: Condvar::new(),
            patience,
        }
    }

    /// Waits until every thread came here as often as this one, which comes for the `crossing`th time,
    /// counted from 1.
    pub(super) fn cross(&self, crossing: u64) {
        let all = crossing * self.threads;
        let arrived = self.arrived.fetch_add(1, Ordering::AcqRel) + 1;
        if arrived == all {
            // Whoever saw fewer has the lock until it sleeps, and so is not missed.
            drop(self.lock());
            self.opened.notify_all();
            return;
        }
        let is_open = || self.arrived.load(Ordering::Acquire) >= all;
        if self.spin(is_open) {
            return;
        }
        let guard = self.lock();
        let _guard = self
            .opened
            .wait_while(guard, |()| !is_open())
            .unwrap_or_else(PoisonError::into_inner);
    }

    /// Whether the line opened before patience ended.
    fn spin(&self, is_open: impl Fn() -> bool) -> bool {
        let began = Instant::now();
        while !is_open() {
            // The clock costs more than a look, and an answer in time is all that matters.
            for _ in 0..16 {
                hint::spin_loop();
            }
            if began.elapsed() >= self.patience {
                return false;
            }
        }
        true
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, ()> {
        self.sleepers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nobody is ahead of anybody by more than the crossing they are at.
    fn keeps_together(patience: Duration) {
        const THREADS: usize = 4;
        let line = StartLine::with_patience(THREADS, patience);
        let entered = AtomicU64::new(0);
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    for crossing in 1..=500 {
                        entered.fetch_add(1, Ordering::SeqCst);
                        line.cross(crossing);
                        let entered = entered.load(Ordering::SeqCst);
                        assert!(entered >= crossing * THREADS as u64);
                        assert!(entered <= (crossing + 1) * THREADS as u64);
                    }
                });
            }
        });
        assert_eq!(entered.into_inner(), 500 * THREADS as u64);
    }

    #[test]
    fn sleepers_cross_together() {
        keeps_together(Duration::ZERO);
    }

    #[test]
    fn those_who_spin_cross_together() {
        keeps_together(Duration::from_micros(20));
    }

    #[test]
    fn one_thread_does_not_wait() {
        let line = StartLine::new(1);
        line.cross(1);
        line.cross(2);
    }
}
