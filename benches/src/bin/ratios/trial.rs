//! One judgement.

use std::thread;
use std::time::{Duration, Instant};

use perfmacro_runtime::measure::RoutinePair;
use perfmacro_runtime::verdict::Doubt;
use perfmacro_runtime::verdict::paired::{
    FreshPairs, PairedExtent, PairedRound, RatioJudgement, judge_pairs,
};

use crate::contest::Contest;

/// A judgement and how long it took.
pub(crate) struct Trial {
    pub(crate) judgement: RatioJudgement,
    pub(crate) took: Duration,
}

/// Judges once.
pub(crate) fn judge(contest: &Contest, seed: u64) -> Trial {
    let mut fresh = FreshRoutines {
        contest,
        seed,
        round: 0,
    };
    let mut pair = start(contest, seed);
    let began = Instant::now();
    let judgement = judge_pairs(&mut pair, &mut fresh, contest.limit, seed);
    Trial {
        judgement,
        took: began.elapsed(),
    }
}

/// The judgement's copy against the reference; the same in all of its rounds, as code is in processes.
fn start(contest: &Contest, seed: u64) -> RoutinePair {
    let copies = contest.functions.len();
    let copy = usize::try_from(seed).unwrap_or_default() % copies;
    RoutinePair::new((contest.functions[copy])(), (contest.reference)())
}

/// In the place of fresh processes.
struct FreshRoutines<'a> {
    contest: &'a Contest,
    seed: u64,
    round: u64,
}

impl FreshPairs for FreshRoutines<'_> {
    fn begin(&mut self) -> Result<(), Doubt> {
        Ok(())
    }

    fn pairs(&mut self, pause: Duration) -> Result<PairedRound, Doubt> {
        thread::sleep(pause);
        self.round += 1;
        let mut pair = start(self.contest, self.seed);
        let extent = PairedExtent::fresh();
        let seed = self.seed ^ (self.round << 32);
        Ok(PairedRound::run(
            &mut pair,
            self.contest.limit,
            extent,
            seed,
        ))
    }
}
