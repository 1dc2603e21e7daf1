//! Real measurements for what only knows values: a started routine as a [`Sampler`].

use std::time::{Duration, Instant};

use crate::reference::{Readings, Reference};
use crate::routine::Routine;
use crate::stopwatch::Stopwatch;
use crate::time::Picoseconds;
use crate::usage::Usage;
use crate::verdict::paired::{PairSampler, Side, Sides};
use crate::verdict::{Block, FreshRound, Round, Sampler};

/// Times a routine with the system's clock.
pub struct RoutineSampler {
    routine: Routine,
}

impl RoutineSampler {
    /// A sampler of a started routine.
    #[must_use]
    pub fn new(routine: Routine) -> Self {
        RoutineSampler { routine }
    }
}

impl Sampler for RoutineSampler {
    fn block(&mut self, iterations: u64) -> Block {
        let mut stopwatch = Stopwatch::new();
        let before = Usage::of_thread();
        let began = Instant::now();
        (self.routine)(iterations, &mut stopwatch);
        let wall = began.elapsed();
        let after = Usage::of_thread();
        let elapsed = stopwatch.elapsed();
        // What was not the calls may have run all its time, and no more.
        let own = Usage {
            interruptions: after.interruptions - before.interruptions,
            ran: after
                .ran
                .saturating_sub(before.ran)
                .saturating_sub(wall.saturating_sub(elapsed)),
        };
        // Where other threads made the calls, this one only waited for them.
        let usage = stopwatch.others().unwrap_or(own);
        Block {
            time: Picoseconds::from_duration(elapsed),
            wall,
            is_interrupted: usage.interruptions > 0,
            ran: Picoseconds::from_duration(usage.ran),
        }
    }
}

/// Times two routines with the system's clock.
pub struct RoutinePair {
    samplers: Sides<RoutineSampler>,
}

impl RoutinePair {
    /// A sampler of a started function and of the started one that its budget is relative to.
    #[must_use]
    pub fn new(function: Routine, reference: Routine) -> Self {
        RoutinePair {
            samplers: Sides {
                function: RoutineSampler::new(function),
                reference: RoutineSampler::new(reference),
            },
        }
    }
}

impl PairSampler for RoutinePair {
    fn block(&mut self, side: Side, iterations: u64) -> Block {
        self.samplers.get_mut(side).block(iterations)
    }
}

/// Runs the reference kernels between the blocks of another sampler.
pub struct ReferencedSampler<S> {
    sampler: S,
    reference: Reference,
    /// Time in blocks since the last reading.
    since: Duration,
    /// Of the last block.
    last: Duration,
    readings: Vec<Readings>,
}

impl<S: Sampler> ReferencedSampler<S> {
    /// How much of the blocks goes by between two readings.
    const BETWEEN: Duration = Duration::from_millis(5);
    /// For how long blocks run for nothing behind a reading, which took their place in the caches; those that
    /// are longer bring it back themselves.
    const AFTER: Duration = Duration::from_micros(500);

    /// Wraps `sampler`.
    pub fn new(sampler: S) -> Self {
        ReferencedSampler {
            sampler,
            reference: Reference::new(),
            since: Duration::ZERO,
            last: Duration::ZERO,
            // None yet: what was just written is nearer than it will be.
            readings: Vec::new(),
        }
    }

    /// `round` with what the kernels took between its blocks, and once behind the last.
    pub fn beside(mut self, round: Round) -> FreshRound {
        self.readings.push(self.reference.read());
        FreshRound {
            round,
            readings: self.readings,
        }
    }
}

impl<S: Sampler> Sampler for ReferencedSampler<S> {
    fn block(&mut self, iterations: u64) -> Block {
        if self.since >= Self::BETWEEN {
            self.readings.push(self.reference.read());
            let mut lost = self.last;
            while lost < Self::AFTER {
                lost += self
                    .sampler
                    .block(iterations)
                    .wall
                    .max(Duration::from_micros(1));
            }
            self.since = Duration::ZERO;
        }
        let block = self.sampler.block(iterations);
        self.since += block.wall;
        self.last = block.wall;
        block
    }
}
