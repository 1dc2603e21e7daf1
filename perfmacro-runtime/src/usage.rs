//! What the system says it gave to a thread: whether the core was taken away, and for how long it ran.

use std::time::Duration;

/// A reading of this thread's usage, since it started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// How often the core was taken away while there was more to run.
    pub interruptions: u64,
    /// For how long the thread ran, to the microsecond.
    pub ran: Duration,
}

impl Usage {
    /// Reads it; nothing but zeros where the system does not tell of threads.
    #[cfg(any(target_os = "linux", target_os = "freebsd", target_os = "openbsd"))]
    #[must_use]
    pub fn of_thread() -> Usage {
        use nix::sys::resource::{UsageWho, getrusage};

        let Ok(usage) = getrusage(UsageWho::RUSAGE_THREAD) else {
            return Usage::default();
        };
        let duration = |time: nix::sys::time::TimeVal| {
            let seconds = u64::try_from(time.tv_sec()).unwrap_or_default();
            let micros = u64::try_from(time.tv_usec()).unwrap_or_default();
            Duration::from_secs(seconds) + Duration::from_micros(micros)
        };
        Usage {
            interruptions: u64::try_from(usage.involuntary_context_switches()).unwrap_or_default(),
            ran: duration(usage.user_time()) + duration(usage.system_time()),
        }
    }

    /// Reads it; nothing but zeros where the system does not tell of threads.
    #[cfg(not(any(target_os = "linux", target_os = "freebsd", target_os = "openbsd")))]
    #[must_use]
    pub fn of_thread() -> Usage {
        Usage::default()
    }
}
