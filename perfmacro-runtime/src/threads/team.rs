//! Threads that each have a routine of their own, and run it when they are told to.
//!
//! Input: orders to make so many calls. Output: what each thread measured, or what it panicked with. A
//! thread that panicked takes the next order like any other, as a routine on the calling thread would. The
//! caller sleeps until the last report is there: to be woken by each would take a core from a thread that
//! still measures.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::start_line::StartLine;
use crate::routine::Routine;
use crate::stopwatch::Stopwatch;
use crate::usage::Usage;

/// What was given to `panic!`.
pub(super) type Payload = Box<dyn Any + Send>;

/// Makes the routine of one thread, on that thread.
pub(super) type Make = dyn Fn() -> Routine + Send + Sync;

/// Started threads; they are joined when it is dropped.
pub(super) struct Team {
    board: Arc<Board>,
    workers: Vec<JoinHandle<()>>,
}

/// What one thread measured of its calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Report {
    /// By the thread's own stopwatch.
    pub(super) elapsed: Duration,
    /// What the system gave the thread in that time; it ran at least so long.
    pub(super) usage: Usage,
}

/// What a thread came to: a report, or a panic.
type Outcome = Result<Report, Payload>;

/// Where orders and reports are left.
struct Board {
    threads: usize,
    notes: Mutex<Notes>,
    ordered: Condvar,
    reported: Condvar,
    line: StartLine,
}

#[derive(Default)]
struct Notes {
    /// Orders so far.
    orders: u64,
    /// Of the last order.
    iterations: u64,
    /// Whether there will be no further order.
    is_over: bool,
    /// On the last order; on the building of routines before the first.
    outcomes: Vec<Outcome>,
}

impl Team {
    /// Starts so many threads and waits until each has made its routine.
    ///
    /// # Errors
    ///
    /// What one of them panicked with. All are joined then.
    pub(super) fn start(threads: usize, make: &Arc<Make>) -> Result<Team, Payload> {
        let board = Arc::new(Board {
            threads,
            notes: Mutex::default(),
            ordered: Condvar::new(),
            reported: Condvar::new(),
            line: StartLine::new(threads),
        });
        // A member from the first thread on: whatever ends this function joins those that run.
        let mut team = Team {
            board,
            workers: Vec::with_capacity(threads),
        };
        for number in 1..=threads {
            let board = Arc::clone(&team.board);
            let make = Arc::clone(make);
            let worker = thread::Builder::new()
                .name(format!("worker {number} of {threads}"))
                .spawn(move || board.work(&*make))
                .unwrap_or_else(|error| {
                    panic!("cannot start thread {number} of {threads}: {error}")
                });
            team.workers.push(worker);
        }
        first_panic(team.board.gather(team.board.lock())).map(|_| team)
    }

    /// Has every thread make so many calls, all at once.
    ///
    /// # Errors
    ///
    /// What one of them panicked with, after all of them came to an end.
    pub(super) fn run(&self, iterations: u64) -> Result<Vec<Report>, Payload> {
        let mut notes = self.board.lock();
        notes.orders += 1;
        notes.iterations = iterations;
        self.board.ordered.notify_all();
        first_panic(self.board.gather(notes))
    }
}

impl Drop for Team {
    fn drop(&mut self) {
        self.board.lock().is_over = true;
        self.board.ordered.notify_all();
        // All are joined before anything is raised.
        let ends = self
            .workers
            .drain(..)
            .map(JoinHandle::join)
            .collect::<Vec<_>>();
        // What an input's destructor panicked with; a second panic would abort.
        if let Some(payload) = ends.into_iter().find_map(Result::err)
            && !thread::panicking()
        {
            panic::resume_unwind(payload);
        }
    }
}

impl Board {
    /// What a thread does: makes its routine, and takes orders until there are no more.
    fn work(&self, make: &Make) {
        let mut routine = match panic::catch_unwind(AssertUnwindSafe(make)) {
            Ok(routine) => {
                self.report(Ok(Report::default()));
                routine
            }
            Err(payload) => return self.report(Err(payload)),
        };
        let mut taken = 0;
        while let Some(iterations) = self.order(taken) {
            taken += 1;
            self.line.cross(taken);
            let outcome =
                panic::catch_unwind(AssertUnwindSafe(|| Report::of(&mut routine, iterations)));
            self.report(outcome);
        }
    }

    /// Waits for the order behind the `taken` ones; `None` where there is none.
    fn order(&self, taken: u64) -> Option<u64> {
        let notes = self
            .ordered
            .wait_while(self.lock(), |notes| notes.orders == taken && !notes.is_over)
            .unwrap_or_else(PoisonError::into_inner);
        (!notes.is_over).then_some(notes.iterations)
    }

    fn report(&self, outcome: Outcome) {
        let mut notes = self.lock();
        notes.outcomes.push(outcome);
        if notes.outcomes.len() == self.threads {
            self.reported.notify_one();
        }
    }

    /// Waits until every thread reported, and takes the reports.
    fn gather(&self, notes: MutexGuard<'_, Notes>) -> Vec<Outcome> {
        let mut notes = self
            .reported
            .wait_while(notes, |notes| notes.outcomes.len() < self.threads)
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut notes.outcomes)
    }

    /// Nothing that panics is done under this lock.
    fn lock(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Report {
    /// Runs a routine on this thread.
    fn of(routine: &mut Routine, iterations: u64) -> Report {
        let mut stopwatch = Stopwatch::profiled();
        let before = Usage::of_thread();
        let began = Instant::now();
        routine(iterations, &mut stopwatch);
        let wall = began.elapsed();
        let after = Usage::of_thread();
        let elapsed = stopwatch.elapsed();
        // What was not the calls may have run all its time, and no more.
        let others = wall.saturating_sub(elapsed);
        Report {
            elapsed,
            usage: Usage {
                interruptions: after.interruptions.saturating_sub(before.interruptions),
                ran: after.ran.saturating_sub(before.ran).saturating_sub(others),
            },
        }
    }
}

/// The reports, or one of the panics.
fn first_panic(outcomes: Vec<Outcome>) -> Result<Vec<Report>, Payload> {
    outcomes.into_iter().collect()
}
