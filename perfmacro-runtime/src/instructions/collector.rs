//! What counts instructions while a stopwatch runs.

use super::client_request;
#[cfg(all(feature = "perf-event", target_os = "linux"))]
use super::hardware;

/// Counts what this thread executes between `open` and `close`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Collector {
    /// The tool of valgrind's that runs this process.
    Callgrind,
    /// The processor, where this thread has a counter of its.
    #[cfg(all(feature = "perf-event", target_os = "linux"))]
    Hardware,
}

impl Collector {
    /// Counts from here. To be the last thing before what is counted.
    #[inline]
    pub(crate) fn open(self) {
        match self {
            Self::Callgrind => client_request::toggle_collection(),
            #[cfg(all(feature = "perf-event", target_os = "linux"))]
            Self::Hardware => hardware::open(),
        }
    }

    /// Counts to here. To be the first thing behind it, and never without `open` before it.
    #[inline]
    pub(crate) fn close(self) {
        match self {
            Self::Callgrind => client_request::toggle_collection(),
            #[cfg(all(feature = "perf-event", target_os = "linux"))]
            Self::Hardware => hardware::close(),
        }
    }
}
