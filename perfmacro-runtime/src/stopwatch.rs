//! What a routine shows its calls to.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

#[cfg(feature = "counting")]
use crate::alloc::{self, Scope};
use crate::instructions::Collector;
use crate::usage::Usage;

/// Adds up the time between `start` and `stop`, less what reading the clock costs. One that is
/// `counting` opens a window for allocations besides, one that is `collecting` a window for instructions.
#[derive(Debug)]
pub struct Stopwatch {
    elapsed: Duration,
    started: Option<Instant>,
    overhead: Duration,
    /// Of the threads that others measured, where there are any.
    others: Option<Usage>,
    /// Whose allocations count while it runs.
    #[cfg(feature = "counting")]
    counted: Option<Scope>,
    /// What looks at instructions while it runs.
    collected: Option<Collected>,
}

#[derive(Debug)]
struct Collected {
    collector: Collector,
    windows: u64,
}

impl Collected {
    fn by(collector: Collector) -> Self {
        Collected {
            collector,
            windows: 0,
        }
    }
}

impl Stopwatch {
    /// A stopwatch at zero that stands.
    #[must_use]
    pub fn new() -> Self {
        Self::with_overhead(Self::overhead())
    }

    /// The same, and allocations of `scope` count while it runs, where someone counts.
    #[cfg(feature = "counting")]
    #[must_use]
    pub(crate) fn counting(scope: Scope) -> Self {
        let mut stopwatch = Self::new();
        stopwatch.counted = Some(scope);
        stopwatch
    }

    /// The same, and `collector` counts instructions while it runs: from the last thing that `start` does to
    /// the first that `stop` does.
    #[must_use]
    pub(crate) fn collecting(collector: Collector) -> Self {
        let mut stopwatch = Self::new();
        stopwatch.collected = Some(Collected::by(collector));
        stopwatch
    }

    /// The same with what profiles this process, if anything does.
    #[must_use]
    pub(crate) fn profiled() -> Self {
        let mut stopwatch = Self::new();
        stopwatch.collected = Collector::profiling().map(Collected::by);
        stopwatch
    }

    fn with_overhead(overhead: Duration) -> Self {
        Stopwatch {
            elapsed: Duration::ZERO,
            started: None,
            overhead,
            others: None,
            #[cfg(feature = "counting")]
            counted: None,
            collected: None,
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
        #[cfg(feature = "counting")]
        if let Some(scope) = self.counted {
            alloc::open(scope);
        }
        if let Some(collected) = &mut self.collected
            && self.started.is_none()
        {
            collected.windows += 1;
            self.started = Some(Instant::now());
            collected.collector.open();
            return;
        }
        self.started = Some(Instant::now());
    }

    /// Stands from here. The clock is read first; without a `start` before it nothing happens.
    #[inline(never)]
    pub fn stop(&mut self) {
        if let Some(collected) = &self.collected
            && self.started.is_some()
        {
            collected.collector.close();
        }
        let now = Instant::now();
        if let Some(started) = self.started.take() {
            // Something was run, so it took time: Criterion refuses a sample of zero.
            let ran = (now - started).saturating_sub(self.overhead);
            self.elapsed += ran.max(Duration::from_nanos(1));
        }
        #[cfg(feature = "counting")]
        if let Some(scope) = self.counted {
            alloc::close(scope);
        }
    }

    /// Adds calls that other threads made and measured: their time, and what the system gave those threads
    /// in it.
    pub fn add(&mut self, elapsed: Duration, usage: Usage) {
        self.elapsed += elapsed;
        let others = self.others.get_or_insert_default();
        others.interruptions += usage.interruptions;
        others.ran += usage.ran;
    }

    /// Whether it runs.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.started.is_some()
    }

    /// How often it ran while instructions were collected: what reaching it costs is in them as often.
    #[must_use]
    pub(crate) fn windows(&self) -> u64 {
        self.collected
            .as_ref()
            .map_or(0, |collected| collected.windows)
    }

    /// The sum of the times between `start` and `stop`, and of what was added.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// What the system gave to the threads that made the calls, where they were added; `None` where this
    /// thread made them.
    #[must_use]
    pub fn others(&self) -> Option<Usage> {
        self.others
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
    let mut stopwatch = Stopwatch::with_overhead(Duration::ZERO);
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
