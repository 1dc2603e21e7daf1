//! Whether what fresh processes measured corroborates that a budget is breached.
//!
//! Three conditions, each against one way of being wrong:
//!
//! - Every process is over the limit: one process is one layout of code and memory, and some are slow.
//! - The fastest fiftieth of all blocks is over it: what disturbs a machine spares some of them.
//! - Both hold once the limit is raised by what the machine's clock or core ran slower than they can: the clock
//!   rate slows every function, and a neighbour on the core most of them. What memory ran slower is told and
//!   excuses nothing, since it slows some functions many times and most not at all.

use super::{Doubt, FreshRound, Round};
use crate::budget::Measure;
use crate::reference::{Readings, Slowdown};
use crate::statistics::{self, Decision, SequentialTest};
use crate::time::Picoseconds;

/// The share of blocks that a disturbed machine spares at least.
pub(super) const SPARED: f64 = 0.02;
/// The share of readings that says how slow the machine was: there are fewer of them, and the machine is not to
/// be taken for faster than it was when the spared blocks ran.
const UNDISTURBED: f64 = 0.1;

/// Whether the rounds corroborate a breach of `limit`; if not, why.
pub(super) fn corroborate(
    rounds: &[FreshRound],
    measure: Measure,
    limit: Picoseconds,
    slowdown: Slowdown,
) -> Result<(), Doubt> {
    if rounds.iter().any(|fresh| fresh.round.times.is_empty()) {
        return Err(Doubt::Interrupted);
    }
    if !is_breached(rounds, measure, limit) {
        return Err(too_few_calls(rounds, measure).unwrap_or(Doubt::Undecided));
    }
    if is_breached(
        rounds,
        measure,
        limit.scaled(slowdown.clock.max(slowdown.core)),
    ) {
        Ok(())
    } else {
        Err(Doubt::SlowMachine)
    }
}

/// The reference kernels at their least disturbed during `rounds`: a slow machine slows all of their
/// readings, a disturbance some. `None` where there are none.
#[must_use]
pub fn undisturbed(rounds: &[FreshRound]) -> Option<Readings> {
    let quantile = |kernel: fn(&Readings) -> Picoseconds| {
        let times = rounds
            .iter()
            .flat_map(|fresh| &fresh.readings)
            .map(kernel)
            .collect::<Vec<_>>();
        statistics::quantile(&times, UNDISTURBED).map(|estimate| estimate.value)
    };
    Some(Readings {
        clock: quantile(|readings| readings.clock)?,
        core: quantile(|readings| readings.core)?,
        memory: quantile(|readings| readings.memory)?,
    })
}

/// Whether each round by itself and all blocks together are over `limit`.
fn is_breached(rounds: &[FreshRound], measure: Measure, limit: Picoseconds) -> bool {
    rounds
        .iter()
        .all(|fresh| is_over(&fresh.round, measure, limit))
        && match measure {
            // Of few blocks the interval begins with the fastest.
            Measure::Median => fastest(&times(rounds)).is_some_and(|fastest| fastest > limit),
            // The rounds' own test is on the tail, which disturbances reach first: it is the fresh
            // processes that have to agree.
            Measure::Percentile(_) => true,
        }
}

/// What the fastest fiftieth of `times` is not below, with 97.5 % confidence.
pub(super) fn fastest(times: &[Picoseconds]) -> Option<Picoseconds> {
    statistics::quantile(times, SPARED).map(|estimate| estimate.lower)
}

fn times(rounds: &[FreshRound]) -> Vec<Picoseconds> {
    rounds
        .iter()
        .flat_map(|fresh| fresh.round.times.iter().copied())
        .collect()
}

/// Whether the round is over `limit`; fewer votes than decide have to agree one and all.
pub(super) fn is_over(round: &Round, measure: Measure, limit: Picoseconds) -> bool {
    votes_are_over(
        &measure.test(),
        round.times.iter().map(|time| *time <= limit),
    )
}

/// Whether `votes` say that a limit is breached; fewer than decide have to agree one and all.
pub(super) fn votes_are_over(
    test: &SequentialTest,
    mut votes: impl ExactSizeIterator<Item = bool> + Clone,
) -> bool {
    match test.clone().decide(votes.clone()) {
        Some(decision) => decision == Decision::Breached,
        None => votes.len() < test.votes_over() && votes.all(|is_met| !is_met),
    }
}

/// The doubt of a percentile for which there was no time.
pub(super) fn too_few_calls(rounds: &[FreshRound], measure: Measure) -> Option<Doubt> {
    let longest = rounds
        .iter()
        .map(|fresh| &fresh.round)
        .max_by_key(|round| round.times.len())?;
    longest.too_few_calls(measure)
}

impl Round {
    /// The doubt of a percentile that is undecided for want of calls.
    pub(super) fn too_few_calls(&self, measure: Measure) -> Option<Doubt> {
        let made = self.times.len();
        let needed = measure.test().fewest_votes();
        let is_percentile = matches!(measure, Measure::Percentile(_));
        (is_percentile && self.decision.is_none() && made < needed)
            .then_some(Doubt::TooFewCalls { made, needed })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMIT: Picoseconds = Picoseconds::new(1_000_000);
    const QUIET: Slowdown = Slowdown {
        clock: 1.0,
        core: 1.0,
        memory: 1.0,
    };

    /// A round in which each block took that many times the limit.
    fn round(times: impl IntoIterator<Item = f64>) -> FreshRound {
        let times = times.into_iter().map(|time| LIMIT.scaled(time)).collect();
        FreshRound {
            round: Round {
                decision: None,
                iterations: 100,
                is_long: false,
                times,
                interrupted: 0,
            },
            readings: vec![Readings {
                clock: LIMIT,
                core: LIMIT,
                memory: LIMIT,
            }],
        }
    }

    fn steady(time: f64) -> FreshRound {
        round([time; 60])
    }

    fn judged(rounds: &[FreshRound], slowdown: Slowdown) -> Result<(), Doubt> {
        corroborate(rounds, Measure::Median, LIMIT, slowdown)
    }

    #[test]
    fn processes_that_agree_corroborate() {
        assert_eq!(judged(&[steady(1.1), steady(1.3)], QUIET), Ok(()));
    }

    #[test]
    fn one_process_with_a_fast_layout_is_a_doubt() {
        let mixed = round((0..60).map(|block| if block % 2 == 0 { 0.9 } else { 1.1 }));
        assert_eq!(
            judged(&[steady(1.1), mixed, steady(1.1)], QUIET),
            Err(Doubt::Undecided)
        );
    }

    #[test]
    fn a_disturbance_that_spares_some_blocks_is_a_doubt() {
        let disturbed = || round((0..200).map(|block| if block % 20 == 0 { 0.9 } else { 2.0 }));
        assert_eq!(
            judged(&[disturbed(), disturbed()], QUIET),
            Err(Doubt::Undecided)
        );
    }

    #[test]
    fn what_a_slow_machine_explains_is_a_doubt() {
        let clock = Slowdown {
            clock: 1.2,
            ..QUIET
        };
        let core = Slowdown { core: 1.2, ..QUIET };
        for slow in [clock, core] {
            assert_eq!(judged(&[steady(1.1)], slow), Err(Doubt::SlowMachine));
            assert_eq!(judged(&[steady(1.3)], slow), Ok(()));
        }
    }

    #[test]
    fn slow_memory_excuses_nothing() {
        let slow = Slowdown {
            memory: 5.0,
            ..QUIET
        };
        assert_eq!(judged(&[steady(1.1)], slow), Ok(()));
    }

    #[test]
    fn few_blocks_have_to_agree_one_and_all() {
        let few = |times: [f64; 8]| round(times);
        let agreeing = [1.1; 8];
        let mut one_within = agreeing;
        one_within[3] = 0.9;
        let five = |times: [f64; 8]| (0..5).map(|_| few(times)).collect::<Vec<_>>();
        assert_eq!(judged(&five(agreeing), QUIET), Ok(()));
        assert_eq!(judged(&five(one_within), QUIET), Err(Doubt::Undecided));
    }

    #[test]
    fn a_process_without_a_block_is_a_doubt() {
        assert_eq!(
            judged(&[steady(1.1), round([])], QUIET),
            Err(Doubt::Interrupted)
        );
    }

    #[test]
    fn a_machine_is_as_slow_as_its_least_disturbed_readings() {
        let mut fresh = steady(1.1);
        fresh.readings = (0..20)
            .map(|reading| Readings {
                clock: LIMIT.scaled(if reading < 4 { 1.0 } else { 3.0 }),
                core: LIMIT.scaled(1.25),
                memory: LIMIT.scaled(1.5),
            })
            .collect();
        let seen = undisturbed(&[fresh]).expect("there are readings");
        let expected = (LIMIT, LIMIT.scaled(1.25), LIMIT.scaled(1.5));
        assert_eq!((seen.clock, seen.core, seen.memory), expected);
        assert_eq!(undisturbed(&[]), None);
    }

    proptest! {
        /// Whatever the blocks: slower ones never turn a breach into a doubt, and a slower machine never a
        /// doubt into a breach.
        #[test]
        fn evidence_is_monotonous(
            times in prop::collection::vec(0.5_f64..2.0, 17..80),
            longer in 1.0_f64..2.0,
            slower in 1.0_f64..2.0,
        ) {
            let rounds = [round(times.iter().copied())];
            let longer = [round(times.iter().map(|time| time * longer))];
            let slow = Slowdown { clock: 1.0, core: slower, memory: slower };
            if judged(&rounds, QUIET).is_ok() {
                prop_assert!(judged(&longer, QUIET).is_ok());
            }
            if judged(&rounds, slow).is_ok() {
                prop_assert!(judged(&rounds, QUIET).is_ok());
            }
        }

        /// A twentieth and more of blocks within the limit, spread over a process: never a breach.
        #[test]
        fn spared_blocks_are_never_a_breach(every in 2_usize..20, over in 1.01_f64..5.0) {
            let times = move || (0..60).map(move |block| if block % every == 0 { 0.95 } else { over });
            let rounds = (0..5).map(|_| round(times())).collect::<Vec<_>>();
            prop_assert!(judged(&rounds, QUIET).is_err());
        }
    }
}
