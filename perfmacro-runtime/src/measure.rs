//! Real measurements for what only knows values: a started routine as a [`Sampler`].

use std::thread;
use std::time::{Duration, Instant};

use crate::routine::Routine;
use crate::stopwatch::Stopwatch;
use crate::time::Picoseconds;
use crate::verdict::{Block, Sampler};

/// Times a routine with the system's clock.
pub struct RoutineSampler<F> {
    start: F,
    routine: Routine,
}

impl<F: Fn() -> Routine> RoutineSampler<F> {
    /// Starts a routine with `start`, as it will again for every further round.
    pub fn new(start: F) -> Self {
        let routine = start();
        RoutineSampler { start, routine }
    }
}

impl<F: Fn() -> Routine> Sampler for RoutineSampler<F> {
    fn block(&mut self, iterations: u64) -> Block {
        let mut stopwatch = Stopwatch::new();
        let began = Instant::now();
        (self.routine)(iterations, &mut stopwatch);
        Block {
            time: Picoseconds::from_duration(stopwatch.elapsed()),
            wall: began.elapsed(),
        }
    }

    fn pause(&mut self, pause: Duration) {
        thread::sleep(pause);
        // The old input is still there while the new one is built, so that it gets another place.
        self.routine = (self.start)();
    }
}
