//! A sampler without a clock: a call costs what a function of its number says.

use std::time::Duration;

use super::{Block, Sampler};
use crate::time::Picoseconds;

pub(super) struct Simulated {
    cost: Box<dyn FnMut(u64) -> Picoseconds>,
    /// Blocks so far.
    blocks: u64,
    pub(super) calls: u64,
    pub(super) pauses: Vec<Duration>,
    /// What building the input of one call takes.
    pub(super) building: Duration,
}

impl Simulated {
    /// Each call of the block with the given number, from 0, costs the result.
    pub(super) fn new(cost: impl FnMut(u64) -> Picoseconds + 'static) -> Self {
        Simulated {
            cost: Box::new(cost),
            blocks: 0,
            calls: 0,
            pauses: Vec::new(),
            building: Duration::ZERO,
        }
    }

    /// Every call costs the same.
    pub(super) fn steady(cost: Picoseconds) -> Self {
        Self::new(move |_| cost)
    }
}

impl Sampler for Simulated {
    fn block(&mut self, iterations: u64) -> Block {
        let cost = (self.cost)(self.blocks);
        self.blocks += 1;
        self.calls += iterations.min(1 << 20);
        let time = Picoseconds::new(cost.count().saturating_mul(iterations));
        let building = self
            .building
            .saturating_mul(u32::try_from(iterations).unwrap_or(u32::MAX));
        Block {
            time,
            wall: time.as_duration().saturating_add(building),
        }
    }

    fn pause(&mut self, pause: Duration) {
        self.pauses.push(pause);
    }
}
