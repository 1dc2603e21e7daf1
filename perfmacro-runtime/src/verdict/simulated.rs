//! A sampler without a clock and fresh processes without processes: a call costs what a function of its
//! number says.

use std::time::Duration;

use super::{Block, Doubt, Extent, FreshRound, FreshRounds, Round, Sampler};
use crate::budget::Measure;
use crate::reference::Readings;
use crate::time::Picoseconds;

pub(crate) struct Simulated {
    cost: Box<dyn FnMut(u64) -> Picoseconds>,
    /// Blocks so far.
    blocks: u64,
    pub(crate) calls: u64,
    /// Which blocks are interrupted.
    pub(crate) interruptions: Box<dyn Fn(u64) -> bool>,
    /// The share of a block for which its thread ran.
    pub(crate) share_run: f64,
    /// What building the input of one call takes.
    pub(crate) building: Duration,
}

impl Simulated {
    /// Each call of the block with the given number, from 0, costs the result.
    pub(crate) fn new(cost: impl FnMut(u64) -> Picoseconds + 'static) -> Self {
        Simulated {
            cost: Box::new(cost),
            blocks: 0,
            calls: 0,
            interruptions: Box::new(|_| false),
            share_run: 1.0,
            building: Duration::ZERO,
        }
    }

    /// Every call costs the same.
    pub(crate) fn steady(cost: Picoseconds) -> Self {
        Self::new(move |_| cost)
    }
}

impl Sampler for Simulated {
    fn block(&mut self, iterations: u64) -> Block {
        let cost = (self.cost)(self.blocks);
        let is_interrupted = (self.interruptions)(self.blocks);
        self.blocks += 1;
        self.calls += iterations.min(1 << 20);
        let time = Picoseconds::new(cost.count().saturating_mul(iterations));
        let building = self
            .building
            .saturating_mul(u32::try_from(iterations).unwrap_or(u32::MAX));
        Block {
            time,
            wall: time.as_duration().saturating_add(building),
            is_interrupted,
            ran: time.scaled(self.share_run),
        }
    }
}

/// Fresh processes without any: each is as much slower than the budget as a function of its number says.
pub(crate) struct Fresh {
    budget: Picoseconds,
    times: Box<dyn FnMut(u64) -> f64>,
    pub(crate) measure: Measure,
    pub(crate) turns: usize,
    pub(crate) pauses: Vec<Duration>,
    /// The calls in all processes together.
    pub(crate) calls: u64,
    /// What the machine's kernels once took, of what they take now.
    pub(crate) known: Option<f64>,
    /// What building the input of one call takes.
    pub(crate) building: Duration,
    /// The process that is killed.
    pub(crate) fails_at: Option<usize>,
}

/// What a reference kernel takes now.
const READING: Picoseconds = Picoseconds::new(20_000_000);

impl Fresh {
    pub(crate) fn new(budget: Picoseconds, times: impl FnMut(u64) -> f64 + 'static) -> Self {
        Fresh {
            budget,
            times: Box::new(times),
            measure: Measure::Median,
            turns: 0,
            pauses: Vec::new(),
            calls: 0,
            known: None,
            building: Duration::ZERO,
            fails_at: None,
        }
    }
}

impl FreshRounds for Fresh {
    fn begin(&mut self) -> Result<(), Doubt> {
        self.turns += 1;
        Ok(())
    }

    fn round(&mut self, pause: Duration) -> Result<FreshRound, Doubt> {
        if self.fails_at == Some(self.pauses.len()) {
            return Err(Doubt::NoProcess("killed".to_owned()));
        }
        let number = self.pauses.len() as u64;
        self.pauses.push(pause);
        let mut sampler = Simulated::steady(self.budget.scaled((self.times)(number)));
        sampler.building = self.building;
        let extent = Extent::fresh(self.measure);
        let round = Round::run(&mut sampler, self.measure, self.budget, extent);
        self.calls += sampler.calls;
        let reading = Readings {
            clock: READING,
            core: READING,
            memory: READING,
        };
        Ok(FreshRound {
            round,
            readings: vec![reading; 5],
        })
    }

    fn fastest(&mut self, seen: Readings) -> Readings {
        self.known.map_or(seen, |known| Readings {
            clock: READING.scaled(known),
            core: READING.scaled(known),
            memory: READING.scaled(known),
        })
    }
}
