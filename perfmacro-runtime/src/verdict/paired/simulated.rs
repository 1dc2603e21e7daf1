//! Two sides without a clock and fresh processes without processes.

use std::time::Duration;

use super::super::simulated::Simulated;
use super::super::{Block, Doubt, Sampler};
use super::{FreshPairs, PairSampler, PairedExtent, PairedRound, Side, Sides};
use crate::ratio::Ratio;

/// A pair of simulated samplers, and the order in which their blocks ran.
pub(super) struct SimulatedPair {
    pub(super) sides: Sides<Simulated>,
    pub(super) order: Vec<Side>,
}

impl SimulatedPair {
    pub(super) fn new(function: Simulated, reference: Simulated) -> SimulatedPair {
        SimulatedPair {
            sides: Sides {
                function,
                reference,
            },
            order: Vec::new(),
        }
    }
}

impl PairSampler for SimulatedPair {
    fn block(&mut self, side: Side, iterations: u64) -> Block {
        self.order.push(side);
        self.sides.get_mut(side).block(iterations)
    }
}

/// Makes the pair of the process with the given number.
pub(super) struct Fresh<F> {
    pub(super) start: F,
    pub(super) limit: Ratio,
    pub(super) turns: usize,
    pub(super) pauses: Vec<Duration>,
    /// The process that is killed.
    pub(super) fails_at: Option<usize>,
}

impl<F: FnMut(usize) -> SimulatedPair> Fresh<F> {
    pub(super) fn new(limit: Ratio, start: F) -> Self {
        Fresh {
            start,
            limit,
            turns: 0,
            pauses: Vec::new(),
            fails_at: None,
        }
    }
}

impl<F: FnMut(usize) -> SimulatedPair> FreshPairs for Fresh<F> {
    fn begin(&mut self) -> Result<(), Doubt> {
        self.turns += 1;
        Ok(())
    }

    fn pairs(&mut self, pause: Duration) -> Result<PairedRound, Doubt> {
        let number = self.pauses.len();
        if self.fails_at == Some(number) {
            return Err(Doubt::NoProcess("killed".to_owned()));
        }
        self.pauses.push(pause);
        let mut pair = (self.start)(number);
        let extent = PairedExtent::fresh();
        Ok(PairedRound::run(&mut pair, self.limit, extent, 7))
    }
}
