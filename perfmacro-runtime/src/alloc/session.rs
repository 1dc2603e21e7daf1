//! Who counts, and who hears of it.
//!
//! Input: each block from [`Counting`], each window from the stopwatch. Output: what the [`Session`] came to.
//!
//! A session of the [thread](Scope::Thread) has its tally in a thread-local, which is there from the thread's
//! first instruction to its last: it is const-initialised and has nothing to drop. That of the
//! [process](Scope::Process) has its own behind a lock; there is one at a time. [`is_any`] is all that the
//! rest of the program pays for either.
//!
//! The static is read without an order: who opens a session writes it on the thread that is then counted,
//! and a thread that works for the call was told to after that, which orders both.
//!
//! Where thread-locals are not the linker's (`windows-gnu`), Rust before 1.93 allocates on a thread's first
//! use of one, by this same allocator. There a session of any scope would recurse on other threads; so
//! allocations are not to be counted there by an older Rust.
//!
//! Invariant: nothing here unwinds into the allocator. Nothing here is heard: a thread that notes a block is
//! deaf to what that allocates.
//!
//! [`Counting`]: super::Counting

use std::cell::{Cell, RefCell};
use std::mem::{self, ManuallyDrop};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::scope::Scope;
use super::tally::{Followed, Resized, Tallied, Tally};
use super::trace::{self, Traces, Way};

/// How many sessions there are, alone on its cache line: what is beside it and written would make every
/// allocation of the program wait.
static SESSIONS: Alone<AtomicUsize> = Alone(AtomicUsize::new(0));

/// How many of them are the process's.
static PROCESS_SESSIONS: AtomicUsize = AtomicUsize::new(0);

static OF_PROCESS: Mutex<Option<Tally>> = Mutex::new(None);

/// How many ways the process's session still asks for.
static PROCESS_WAYS: AtomicU64 = AtomicU64::new(0);

/// Held by the session of the process.
static TURN: Mutex<()> = Mutex::new(());

thread_local! {
    // Not dropped with the thread: a session ends before that, and leaves nothing.
    static OF_THREAD: ManuallyDrop<RefCell<Option<Tally>>> =
        const { ManuallyDrop::new(RefCell::new(None)) };
    /// Whether this thread is deaf.
    static IS_NOTING: Cell<bool> = const { Cell::new(false) };
}

#[repr(align(128))]
struct Alone<T>(T);

/// Follows blocks until it ends; counts them in windows.
pub(super) struct Session {
    scope: Scope,
    /// That of a session around this one, which is deaf meanwhile.
    outer: Option<Tally>,
    is_over: bool,
    _turn: Option<MutexGuard<'static, ()>>,
}

impl Session {
    /// Begins one; a session of the process waits for its turn.
    pub(super) fn begin(scope: Scope, traces: Option<Traces>) -> Session {
        let turn =
            (scope == Scope::Process).then(|| TURN.lock().unwrap_or_else(PoisonError::into_inner));
        let ways = if traces.is_some() { trace::MOST } else { 0 };
        let session = Session {
            scope,
            outer: replace(scope, Some(Tally::new(traces))),
            is_over: false,
            _turn: turn,
        };
        if scope == Scope::Process {
            PROCESS_WAYS.store(ways, Ordering::SeqCst);
            PROCESS_SESSIONS.fetch_add(1, Ordering::SeqCst);
        }
        SESSIONS.0.fetch_add(1, Ordering::SeqCst);
        session
    }

    /// Ends it.
    pub(super) fn end(mut self) -> Tallied {
        let tally = self.take();
        deaf(|| tally.finish())
    }

    fn take(&mut self) -> Tally {
        self.is_over = true;
        SESSIONS.0.fetch_sub(1, Ordering::SeqCst);
        if self.scope == Scope::Process {
            PROCESS_SESSIONS.fetch_sub(1, Ordering::SeqCst);
        }
        replace(self.scope, self.outer.take()).expect("only its end takes a session's tally")
    }
}

/// Where a call panics.
impl Drop for Session {
    fn drop(&mut self) {
        if !self.is_over {
            drop(self.take());
        }
    }
}

/// Whether anyone counts.
#[inline]
pub(super) fn is_any() -> bool {
    SESSIONS.0.load(Ordering::Relaxed) != 0
}

/// From here on allocations count, where there is a session.
pub(crate) fn open(scope: Scope) {
    in_scope(scope, Tally::open);
}

/// From here on they do not.
pub(crate) fn close(scope: Scope) {
    in_scope(scope, Tally::close);
}

pub(super) fn allocated(address: usize, size: usize) {
    note(
        |tally| {
            let way = tally.wants_way().then(trace::way);
            tally.allocated(address, size, way);
        },
        || {
            let way = process_way();
            |tally: &mut Tally| tally.allocated(address, size, way)
        },
    );
}

pub(super) fn freed(address: usize, size: usize) {
    note(
        |tally| tally.freed(address, size),
        || |tally: &mut Tally| tally.freed(address, size),
    );
}

/// What each scope knew of a block that is being resized.
#[derive(Clone, Copy, Default)]
pub(super) struct Lifted {
    of_thread: Option<Followed>,
    of_process: Option<Followed>,
}

pub(super) fn lifted(address: usize) -> Lifted {
    let mut lifted = Lifted::default();
    note(
        |tally| lifted.of_thread = tally.lifted(address),
        || |tally: &mut Tally| lifted.of_process = tally.lifted(address),
    );
    lifted
}

pub(super) fn set_down(lifted: Lifted, resized: Resized) {
    note(
        |tally| {
            let way = tally.wants_way().then(trace::way);
            tally.set_down(lifted.of_thread, resized, way);
        },
        || {
            let way = process_way();
            |tally: &mut Tally| tally.set_down(lifted.of_process, resized, way)
        },
    );
}

/// Tells the tallies that there are. What `before_process` does is done before the lock is taken.
fn note<F: FnOnce(&mut Tally)>(
    of_thread: impl FnOnce(&mut Tally),
    before_process: impl FnOnce() -> F,
) {
    // Where there are no thread-locals any more, a thread is at its end, and none of its calls is counted.
    let _ = IS_NOTING.try_with(|is_noting| {
        if is_noting.replace(true) {
            return;
        }
        let _ = OF_THREAD.try_with(|tally| {
            if let Ok(mut tally) = tally.try_borrow_mut()
                && let Some(tally) = tally.as_mut()
            {
                of_thread(tally);
            }
        });
        if PROCESS_SESSIONS.load(Ordering::Relaxed) != 0 {
            let of_process = before_process();
            if let Some(tally) = process_tally().as_mut() {
                of_process(tally);
            }
        }
        is_noting.set(false);
    });
}

/// The way to the caller, where the process's session asks for it.
fn process_way() -> Option<Way> {
    PROCESS_WAYS
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            left.checked_sub(1)
        })
        .is_ok()
        .then(trace::way)
}

/// Does what allocates or frees, unheard.
fn deaf<T>(act: impl FnOnce() -> T) -> T {
    let was_noting = IS_NOTING.replace(true);
    let result = act();
    IS_NOTING.set(was_noting);
    result
}

fn replace(scope: Scope, tally: Option<Tally>) -> Option<Tally> {
    deaf(|| match scope {
        Scope::Thread => OF_THREAD.with(|place| place.replace(tally)),
        Scope::Process => mem::replace(&mut *process_tally(), tally),
    })
}

fn in_scope(scope: Scope, act: fn(&mut Tally)) {
    deaf(|| match scope {
        Scope::Thread => OF_THREAD.with(|place| place.borrow_mut().as_mut().map(act)),
        Scope::Process => process_tally().as_mut().map(act),
    });
}

fn process_tally() -> MutexGuard<'static, Option<Tally>> {
    OF_PROCESS.lock().unwrap_or_else(PoisonError::into_inner)
}
