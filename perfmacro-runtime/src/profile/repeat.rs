//! The loop: a routine's calls, in a window of whatever profiles this process.

use std::time::{Duration, Instant};

use super::extent::{Extent, Progress};
use crate::case::Case;
use crate::stopwatch::Stopwatch;

/// What a loop came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Repeated {
    /// How many calls were made in windows.
    pub(crate) calls: u64,
    /// What they took, as the stopwatch shows it.
    pub(crate) elapsed: Duration,
}

/// Starts the case, makes a call for each of its inputs outside of any window, for what is done once, and then as many
/// calls as `extent` has. `begin` is called in between.
pub(crate) fn repeat(case: &Case, extent: Extent, begin: impl FnOnce()) -> Repeated {
    let mut routine = case.start();
    routine(case.pool() as u64, &mut Stopwatch::new());
    begin();
    let mut stopwatch = Stopwatch::profiled();
    let mut progress = Progress::default();
    let first = Instant::now();
    while let Some(calls) = extent.next(progress) {
        let last = Instant::now();
        routine(calls, &mut stopwatch);
        progress = Progress {
            calls: progress.calls + calls,
            elapsed: first.elapsed(),
            batch: (calls, last.elapsed()),
        };
    }
    Repeated {
        calls: progress.calls,
        elapsed: stopwatch.elapsed(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::entry::{Entry, Location, Options};
    use crate::variant::Variant;

    static CALLS: AtomicU64 = AtomicU64::new(0);

    static COUNTED: Entry = Entry {
        module_path: "a",
        name: "counted",
        test_module: "perf_counted",
        package: None,
        location: Location {
            file: "src/a.rs",
            line: 1,
            column: 1,
        },
        options: Options::DEFAULT,
        variants: &[Variant::new(|_| {
            Box::new(|calls, stopwatch| {
                stopwatch.start();
                CALLS.fetch_add(calls, Ordering::Relaxed);
                stopwatch.stop();
            })
        })],
        is_optimized: || true,
    };

    #[test]
    fn as_many_calls_are_made_as_are_told_and_one_before() {
        let case = Case::all(&COUNTED)[0];
        let extent = Extent {
            calls: 1000,
            time: Duration::from_secs(600),
        };
        let mut before = None;
        let repeated = repeat(&case, extent, || {
            before = Some(CALLS.load(Ordering::Relaxed));
        });
        assert_eq!(before, Some(1));
        assert_eq!(repeated.calls, 1000);
        assert_eq!(CALLS.load(Ordering::Relaxed), 1001);
        assert!(repeated.elapsed > Duration::ZERO);
    }
}
