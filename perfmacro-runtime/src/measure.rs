//! Real measurements for what only knows values: a started routine as a [`Sampler`].

use std::thread;
use std::time::Duration;

use crate::routine::Routine;
use crate::stopwatch::Stopwatch;
use crate::time::Picoseconds;
use crate::verdict::Sampler;

/// Times a routine with the system's clock.
pub struct RoutineSampler {
    routine: Routine,
}

impl RoutineSampler {
    /// Takes a started routine.
    #[must_use]
    pub fn new(routine: Routine) -> Self {
        RoutineSampler { routine }
    }
}

impl Sampler for RoutineSampler {
    fn block(&mut self, iterations: u64) -> Picoseconds {
        let mut stopwatch = Stopwatch::new();
        (self.routine)(iterations, &mut stopwatch);
        Picoseconds::from_duration(stopwatch.elapsed())
    }

    fn wait(&mut self, pause: Duration) {
        thread::sleep(pause);
    }
}
