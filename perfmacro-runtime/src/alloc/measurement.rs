//! The calls that are made and counted, and the figure that stands.
//!
//! Input: a started routine. Output: what its first call allocates, and what every later one does. The first
//! fills what is filled once, tables and thread-locals and caches: it stands apart and counts for nothing
//! else. A call to warm up is not counted either. Of the windows behind it each figure's lowest stands: a
//! cache that grows now and then is nothing that a call needs. Where inputs come from a pool, that is of each
//! of them, and the input that needs the most decides.

use std::hint::black_box;
use std::sync::OnceLock;

use super::figures::{Allocations, Measured};
use super::not_counted::NotCounted;
use super::resolve;
use super::scope::Scope;
use super::session::Session;
use super::site::CallSites;
use super::tally::Tallied;
use super::trace::Traces;
use crate::routine::Routine;
use crate::stopwatch::Stopwatch;

/// How many windows each input gets.
const WINDOWS: usize = 3;

/// Counts what a call of `routine` allocates, which nothing ran yet and which takes turns on `pool` inputs.
///
/// # Errors
///
/// Where nothing counts, or the calls are made on other threads.
pub fn measure(routine: &mut Routine, pool: usize, scope: Scope) -> Result<Measured, NotCounted> {
    if !is_installed() {
        return Err(NotCounted::NoAllocator);
    }
    let pool = pool.max(1);
    let first_call = call(routine, scope)?;
    // To warm up; and the rest of the turn, so that the next call is on the first input again.
    for _ in 1..pool.max(2) {
        call(routine, scope)?;
    }
    let mut steady = Allocations::default();
    let mut lowest = vec![None::<Allocations>; pool];
    for _ in 0..WINDOWS {
        for lowest in &mut lowest {
            let found = call(routine, scope)?;
            *lowest = Some(lowest.map_or(found, |lowest| lowest.min(found)));
        }
    }
    for lowest in lowest.into_iter().flatten() {
        steady = steady.max(lowest);
    }
    Ok(Measured { steady, first_call })
}

/// Where a call of `routine`, which was [measured](measure), allocates.
///
/// # Errors
///
/// As [`measure`].
pub fn call_sites(routine: &mut Routine, scope: Scope) -> Result<CallSites, NotCounted> {
    if !is_installed() {
        return Err(NotCounted::NoAllocator);
    }
    let Tallied {
        traces, untraced, ..
    } = session(routine, scope, Some(Traces::default()))?;
    Ok(resolve::resolve(&traces, untraced))
}

/// Whether a counting allocator is in this binary: whether it counts.
#[must_use]
pub fn is_installed() -> bool {
    static IS_INSTALLED: OnceLock<bool> = OnceLock::new();
    *IS_INSTALLED.get_or_init(|| {
        let mut one: Routine = Box::new(|_, stopwatch| {
            stopwatch.start();
            drop(black_box(Box::new(0_u8)));
            stopwatch.stop();
        });
        call(&mut one, Scope::Thread).is_ok_and(|allocations| allocations.count == 1)
    })
}

fn call(routine: &mut Routine, scope: Scope) -> Result<Allocations, NotCounted> {
    session(routine, scope, None).map(|tallied| tallied.allocations)
}

/// One call, from before its input is built to after it is dropped.
fn session(
    routine: &mut Routine,
    scope: Scope,
    traces: Option<Traces>,
) -> Result<Tallied, NotCounted> {
    let mut stopwatch = Stopwatch::counting(scope);
    let session = Session::begin(scope, traces);
    routine(1, &mut stopwatch);
    let tallied = session.end();
    if tallied.windows == 0 {
        return Err(NotCounted::OtherThreads);
    }
    Ok(tallied)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_binary_counts_where_the_allocator_is_installed() {
        assert_eq!(is_installed(), cfg!(feature = "alloc"));
        let mut nothing: Routine = Box::new(|_, stopwatch| {
            stopwatch.start();
            stopwatch.stop();
        });
        let found = measure(&mut nothing, 1, Scope::Thread);
        let expected = if is_installed() {
            Ok(Measured {
                steady: Allocations::default(),
                first_call: Allocations::default(),
            })
        } else {
            Err(NotCounted::NoAllocator)
        };
        assert_eq!(found, expected);
    }
}
