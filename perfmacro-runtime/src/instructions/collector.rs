//! What looks at calls while a stopwatch runs: it counts their instructions, or samples where they are.

use std::sync::OnceLock;

use super::client_request;
#[cfg(all(feature = "perf-event", target_os = "linux"))]
use super::hardware;
#[cfg(perfmacro_samples)]
use crate::profile::window;

/// What profiles this process.
static PROFILING: OnceLock<Collector> = OnceLock::new();

/// Looks at what this thread executes between `open` and `close`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Collector {
    /// The tool of valgrind's that runs this process.
    Callgrind,
    /// The processor, where this thread has a counter of its.
    #[cfg(all(feature = "perf-event", target_os = "linux"))]
    Hardware,
    /// The sampler of profiles.
    #[cfg(perfmacro_samples)]
    Sampler,
}

impl Collector {
    /// What profiles this process, if anything does: threads that make calls for others look for it here.
    pub(crate) fn profiling() -> Option<Self> {
        PROFILING.get().copied()
    }

    /// Profiles this process, until it ends.
    #[cfg(feature = "bench")]
    pub(crate) fn profile(self) {
        // A second profile in one process would be of the same kind.
        let _ = PROFILING.set(self);
    }

    /// Callgrind, or whatever tool of valgrind's runs this process; `None` where none does.
    #[cfg(feature = "bench")]
    pub(crate) fn of_valgrind() -> Option<Self> {
        client_request::is_running_on_valgrind().then_some(Self::Callgrind)
    }

    /// Counts from here. To be the last thing before what is counted.
    #[inline]
    pub(crate) fn open(self) {
        match self {
            Self::Callgrind => client_request::toggle_collection(),
            #[cfg(all(feature = "perf-event", target_os = "linux"))]
            Self::Hardware => hardware::open(),
            #[cfg(perfmacro_samples)]
            Self::Sampler => window::open(),
        }
    }

    /// Counts to here. To be the first thing behind it, and never without `open` before it.
    #[inline]
    pub(crate) fn close(self) {
        match self {
            Self::Callgrind => client_request::toggle_collection(),
            #[cfg(all(feature = "perf-event", target_os = "linux"))]
            Self::Hardware => hardware::close(),
            #[cfg(perfmacro_samples)]
            Self::Sampler => window::close(),
        }
    }
}
