//! What a routine shows its calls to.

use std::time::{Duration, Instant};

/// Adds up the time between `start` and `stop`.
#[derive(Debug, Default)]
pub struct Stopwatch {
    elapsed: Duration,
    started: Option<Instant>,
}

impl Stopwatch {
    /// A stopwatch at zero that stands.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
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
            self.elapsed += now - started;
        }
    }

    /// The sum of the times between `start` and `stop`.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}
