//! What a routine shows its calls to.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Adds up the time between `start` and `stop`, less what reading the clock costs.
#[derive(Debug)]
pub struct Stopwatch {
    elapsed: Duration,
    started: Option<Instant>,
    overhead: Duration,
}

impl Stopwatch {
    /// A stopwatch at zero that stands.
    #[must_use]
    pub fn new() -> Self {
        Stopwatch {
            elapsed: Duration::ZERO,
            started: None,
            overhead: Self::overhead(),
        }
    }

    /// What an empty run shows, which is taken off every run: about what the clock costs.
    #[must_use]
    pub fn overhead() -> Duration {
        static OVERHEAD: OnceLock<Duration> = OnceLock::new();
        *OVERHEAD.get_or_init(shortest_run)
    }

    /// Runs from here. The clock is read last.
    // Not inlined: one copy for every routine, and the loop between start and stop stays alone.
    #[inline(never)]
    pub fn start(&mut self) {
        self.started = Some(Instant::now());
    }

    /// Stands from here. The clock is read first; without a `start` before it nothing happens.
    #[inline(never)]
    pub fn stop(&mut self) {
        let now = Instant::now();
        if let Some(started) = self.started.take() {
            // Something was run, so it took time: Criterion refuses a sample of zero.
            let ran = (now - started).saturating_sub(self.overhead);
            self.elapsed += ran.max(Duration::from_nanos(1));
        }
    }

    /// The sum of the times between `start` and `stop`.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}

impl Default for Stopwatch {
    fn default() -> Self {
        Self::new()
    }
}

/// What an empty run shows: the shortest of many, since noise only ever adds to it. It counts where every
/// call is a run of its own, because its input takes long to build.
fn shortest_run() -> Duration {
    let mut stopwatch = Stopwatch {
        elapsed: Duration::ZERO,
        started: None,
        overhead: Duration::ZERO,
    };
    (0..200)
        .map(|_| {
            stopwatch.elapsed = Duration::ZERO;
            stopwatch.start();
            stopwatch.stop();
            stopwatch.elapsed
        })
        .min()
        .unwrap_or_default()
}
