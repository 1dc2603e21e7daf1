//! What one call executes, told by the processor: on Linux, where it has a counter that the system lets this
//! process use. Virtual machines often have none.
//!
//! Input: a started routine. Output: its [`Instructions`] in user space, the lowest of a few windows, without
//! anything simulated. They are near what callgrind counts and not as exact: an interruption may add a few.

use std::cell::RefCell;
use std::io;

use perf_event::events::Hardware;
use perf_event::{Builder, Counter};

use super::collector::Collector;
use super::figures::Instructions;
use super::not_counted::NotCounted;
use crate::routine::Routine;
use crate::stopwatch::Stopwatch;

/// How many windows each input gets.
const WINDOWS: usize = 10;

thread_local! {
    /// What a stopwatch of this thread opens and closes.
    static COUNTER: RefCell<Option<Counter>> = const { RefCell::new(None) };
}

/// Counts what a call of `routine` executes, which takes turns on `pool` inputs.
///
/// # Errors
///
/// Where there is no counter, or the calls are made on other threads.
pub fn measure(routine: &mut Routine, pool: usize) -> Result<Instructions, NotCounted> {
    let pool = pool.max(1);
    let _counting = Counting::begin()?;
    let mut nothing: Routine = Box::new(|_, stopwatch| {
        stopwatch.start();
        stopwatch.stop();
    });
    let empty = (0..WINDOWS)
        .map(|_| Ok((0, collect(&mut nothing)?.0)))
        .collect::<Result<Vec<_>, _>>()?;
    let empty = Instructions::of_calls(empty).unwrap_or_default();
    // To warm up; and whole turns, so that the next call is on the first input.
    for _ in 0..pool.max(2).next_multiple_of(pool) {
        collect(routine)?;
    }
    let mut calls = Vec::with_capacity(WINDOWS * pool);
    for _ in 0..WINDOWS {
        for input in 0..pool {
            let (found, windows) = collect(routine)?;
            calls.push((input, found.less(empty, windows)));
        }
    }
    Ok(Instructions::of_calls(calls).unwrap_or_default())
}

/// Counts from here, where this thread has a counter.
#[inline]
pub(super) fn open() {
    COUNTER.with_borrow_mut(|counter| {
        // One that does not begin counts nothing, which is seen.
        counter.as_mut().map(Counter::enable)
    });
}

/// Counts to here.
#[inline]
pub(super) fn close() {
    COUNTER.with_borrow_mut(|counter| counter.as_mut().map(Counter::disable));
}

/// This thread's counter, which is gone with this value.
struct Counting;

impl Counting {
    fn begin() -> Result<Counting, NotCounted> {
        let counter = Builder::new(Hardware::INSTRUCTIONS)
            // One that takes turns with others would count a part.
            .pinned(true)
            .build()
            .map_err(|error| no_counter(&error))?;
        COUNTER.set(Some(counter));
        Ok(Counting)
    }
}

impl Drop for Counting {
    fn drop(&mut self) {
        COUNTER.set(None);
    }
}

/// Makes one call: what it executes, and in how many windows.
fn collect(routine: &mut Routine) -> Result<(Instructions, u64), NotCounted> {
    let read = |reset: bool| {
        COUNTER.with_borrow_mut(|counter| {
            let Some(counter) = counter else { return Ok(0) };
            if reset {
                counter.reset().map(|()| 0)
            } else {
                counter.read()
            }
        })
    };
    read(true).map_err(|error| no_counter(&error))?;
    let mut stopwatch = Stopwatch::collecting(Collector::Hardware);
    routine(1, &mut stopwatch);
    if stopwatch.others().is_some() {
        return Err(NotCounted::OtherThreads);
    }
    let count = read(false).map_err(|error| no_counter(&error))?;
    if count == 0 && stopwatch.windows() > 0 {
        let reason = "it stands still, as where others use all there are".to_owned();
        return Err(NotCounted::NoCounter(reason));
    }
    let found = Instructions {
        count,
        simulated: None,
    };
    Ok((found, stopwatch.windows()))
}

fn no_counter(error: &io::Error) -> NotCounted {
    NotCounted::NoCounter(match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::Unsupported => {
            format!("this processor shows none ({error})")
        }
        io::ErrorKind::PermissionDenied => format!(
            "it is not allowed here ({error}): `sudo sysctl kernel.perf_event_paranoid=2` allows it, \
             where it is not a container that forbids it"
        ),
        _ => error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::*;

    #[test]
    fn a_loop_is_counted_where_there_is_a_counter() {
        let mut routine: Routine = Box::new(|_, stopwatch| {
            stopwatch.start();
            for number in 0..10_000 {
                black_box(number);
            }
            stopwatch.stop();
        });
        match measure(&mut routine, 1) {
            Ok(found) => assert!(found.count >= 20_000, "{found}"),
            Err(NotCounted::NoCounter(reason)) => assert!(!reason.is_empty()),
            Err(other) => panic!("{other}"),
        }
        assert!(COUNTER.with_borrow(Option::is_none));
    }

    #[test]
    fn why_there_is_none_is_told() {
        let told = |number| no_counter(&io::Error::from_raw_os_error(number)).to_string();
        assert!(told(2).contains("this processor shows none"), "{}", told(2));
        assert!(told(13).contains("perf_event_paranoid"), "{}", told(13));
    }
}
