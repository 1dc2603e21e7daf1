//! From rounds of pairs to a verdict.

use std::time::Duration;

use super::super::block::LONG_CALL;
use super::super::judge::{
    PAUSES, PAUSES_OF_CALLS, PAUSES_OF_LONG_CALLS, PAUSES_ON_A_SLOW_MACHINE,
};
use super::super::{Doubt, Processes, Verdict};
use super::corroborate::{corroborate, is_over};
use super::placement;
use super::{FreshPairs, PairSampler, PairedExtent, PairedRound, RatioJudgement, Side, Sides};
use crate::ratio::Ratio;
use crate::statistics::{self, Decision};

/// Judges whether a function takes at most `limit` times what its reference takes.
///
/// A round within the limit, in this process or a fresh one, is a PASS at once. A FAIL needs fresh processes
/// that corroborate it; whatever else comes out is INCONCLUSIVE. The `seed` says which block of each pair is
/// first.
pub fn judge_pairs(
    sampler: &mut dyn PairSampler,
    fresh: &mut dyn FreshPairs,
    limit: Ratio,
    seed: u64,
) -> RatioJudgement {
    let mut judge = Judge {
        limit,
        own: PairedRound::run(sampler, limit, PairedExtent::own(), seed),
        rounds: Vec::new(),
    };
    if judge.own.decision == Some(Decision::Met) {
        return judge.judgement(Verdict::Pass);
    }
    let verdict = judge
        .corroborated(fresh)
        .unwrap_or_else(Verdict::Inconclusive);
    judge.judgement(verdict)
}

struct Judge {
    limit: Ratio,
    own: PairedRound,
    rounds: Vec<PairedRound>,
}

impl Judge {
    fn pauses(&self) -> &'static [Duration] {
        let has_long_call = || {
            [Side::Function, Side::Reference].into_iter().any(|side| {
                self.own
                    .times(side)
                    .any(|time| time.as_duration() >= LONG_CALL)
            })
        };
        match self.own.is_long {
            false => &PAUSES,
            true if has_long_call() => &PAUSES_OF_LONG_CALLS,
            // Its input takes long, and a short call has not averaged its noise.
            true => &PAUSES_OF_CALLS,
        }
    }

    fn corroborated(&mut self, fresh: &mut dyn FreshPairs) -> Result<Verdict, Doubt> {
        fresh.begin()?;
        let pauses = self.pauses();
        for pause in pauses {
            if self.passes_once_more(*pause, fresh)? {
                return Ok(Verdict::Pass);
            }
        }
        // What disturbs a round does so for seconds; a few long calls are not disturbed, they disagree.
        let further: &[Duration] = if self.own.is_long {
            &[]
        } else {
            &PAUSES_ON_A_SLOW_MACHINE
        };
        let mut further = further.iter();
        loop {
            let rounds = self.rounds.iter().collect::<Vec<_>>();
            match (
                corroborate(&rounds, pauses.len(), self.limit),
                further.next(),
            ) {
                (Err(Doubt::Undecided), Some(pause)) => {
                    if self.passes_once_more(*pause, fresh)? {
                        return Ok(Verdict::Pass);
                    }
                }
                (corroborated, _) => return corroborated.map(|()| Verdict::Fail),
            }
        }
    }

    fn passes_once_more(
        &mut self,
        pause: Duration,
        fresh: &mut dyn FreshPairs,
    ) -> Result<bool, Doubt> {
        let round = fresh.pairs(pause)?;
        let is_met = round.decision == Some(Decision::Met);
        self.rounds.push(round);
        Ok(is_met)
    }

    fn judgement(self, verdict: Verdict) -> RatioJudgement {
        let Judge { limit, own, rounds } = self;
        let counted: Vec<&PairedRound> = match (&verdict, rounds.last()) {
            (_, None) => vec![&own],
            // The others are what it passed in spite of.
            (Verdict::Pass, Some(last)) => vec![last],
            // Of a few long calls each counts; a pair in this process says no more than one of theirs.
            (_, Some(_)) => own
                .is_long
                .then_some(&own)
                .into_iter()
                .chain(&rounds)
                .collect(),
        };
        let ratios = counted
            .iter()
            .flat_map(|round| round.ratios())
            .collect::<Vec<_>>();
        let median = |side| {
            let times = counted
                .iter()
                .flat_map(|round| round.times(side))
                .collect::<Vec<_>>();
            statistics::median(&times).map(|estimate| estimate.value)
        };
        let times =
            median(Side::Function)
                .zip(median(Side::Reference))
                .map(|(function, reference)| Sides {
                    function,
                    reference,
                });
        RatioJudgement {
            verdict,
            limit,
            estimate: statistics::median(&ratios).map(placement::included),
            times,
            over: ratios.iter().filter(|ratio| **ratio > limit).count(),
            interrupted: counted.iter().map(|round| round.interrupted).sum(),
            processes: Processes {
                all: rounds.len(),
                over: rounds.iter().filter(|round| is_over(round, limit)).count(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::simulated::{Fresh, SimulatedPair};
    use super::*;
    use crate::time::Picoseconds;
    use crate::verdict::simulated::Simulated;

    const REFERENCE: Picoseconds = Picoseconds::new(1_000_000);
    const LIMIT: Ratio = Ratio::nearest(0.5);

    /// A function that takes so many times its limit, beside a reference of such a time.
    fn pair_of(times: f64, reference: Picoseconds) -> SimulatedPair {
        SimulatedPair::new(
            Simulated::steady(reference.scaled(LIMIT.value() * times)),
            Simulated::steady(reference),
        )
    }

    fn pair(times: f64) -> SimulatedPair {
        pair_of(times, REFERENCE)
    }

    #[test]
    fn a_limit_that_holds_passes_without_a_fresh_process() {
        let mut fresh = Fresh::new(LIMIT, |_| panic!("a PASS needs none"));
        let judgement = judge_pairs(&mut pair(0.9), &mut fresh, LIMIT, 1);
        assert_eq!(judgement.verdict, Verdict::Pass);
        assert_eq!(
            (judgement.over, judgement.processes),
            (0, Processes::default())
        );
        let estimate = judgement.estimate.expect("pairs were timed");
        assert!((estimate.value.value() - 0.45).abs() < 1e-9);
        // All pairs have that ratio; at other places they would not.
        assert!((estimate.upper.value() / estimate.lower.value() - 1.0387).abs() < 1e-3);
        let times = judgement.times.expect("pairs were timed");
        assert_eq!(times.reference, REFERENCE);
    }

    #[test]
    fn a_breach_fails_after_five_processes_apart() {
        let mut fresh = Fresh::new(LIMIT, |_| pair(1.1));
        let judgement = judge_pairs(&mut pair(1.1), &mut fresh, LIMIT, 1);
        assert_eq!(judgement.verdict, Verdict::Fail);
        assert_eq!(judgement.processes, Processes { all: 5, over: 5 });
        assert_eq!(
            Some(judgement.over),
            judgement.estimate.map(|all| all.observations)
        );
        assert_eq!((fresh.turns, fresh.pauses), (1, PAUSES.to_vec()));
    }

    #[test]
    fn one_fresh_process_within_the_limit_is_a_pass() {
        let mut fresh = Fresh::new(LIMIT, |process| pair(if process == 2 { 0.9 } else { 1.1 }));
        let judgement = judge_pairs(&mut pair(1.1), &mut fresh, LIMIT, 1);
        assert_eq!(judgement.verdict, Verdict::Pass);
        assert_eq!(judgement.processes, Processes { all: 3, over: 2 });
        assert!(judgement.estimate.is_some_and(|all| all.upper <= LIMIT));
    }

    /// As often over the limit as within it.
    fn even() -> SimulatedPair {
        // So long that no block runs for nothing.
        let call = REFERENCE.scaled(4_000.0);
        let cost = move |block: u64| call.scaled(if block.is_multiple_of(2) { 0.45 } else { 0.55 });
        SimulatedPair::new(Simulated::new(cost), Simulated::steady(call))
    }

    #[test]
    fn processes_at_the_limit_are_a_doubt() {
        let mut fresh = Fresh::new(LIMIT, |_| even());
        let judgement = judge_pairs(&mut even(), &mut fresh, LIMIT, 1);
        assert_eq!(judgement.verdict, Verdict::Inconclusive(Doubt::Undecided));
        assert_eq!(judgement.processes, Processes { all: 8, over: 0 });
    }

    #[test]
    fn another_process_is_asked_in_place_of_an_undecided_one() {
        let call = REFERENCE.scaled(4_000.0);
        let over = || pair_of(1.1, call);
        // Something that slows the reference alone runs beside it by turns.
        let disturbed = || {
            let mut pair = over();
            let cost =
                move |block: u64| call.scaled(if block.is_multiple_of(2) { 1.0 } else { 1.3 });
            pair.sides.reference = Simulated::new(cost);
            pair
        };
        for (undecided, verdict) in [
            (3, Verdict::Fail),
            (4, Verdict::Inconclusive(Doubt::Undecided)),
        ] {
            let mut fresh = Fresh::new(LIMIT, |process| {
                if process < undecided {
                    disturbed()
                } else {
                    over()
                }
            });
            let judgement = judge_pairs(&mut over(), &mut fresh, LIMIT, 1);
            assert_eq!(judgement.verdict, verdict);
            let all = Processes {
                all: 8,
                over: 8 - undecided,
            };
            assert_eq!(judgement.processes, all);
        }
    }

    #[test]
    fn whatever_stops_a_fresh_process_is_told() {
        let mut fresh = Fresh::new(LIMIT, |_| pair(1.1));
        fresh.fails_at = Some(2);
        let judgement = judge_pairs(&mut pair(1.1), &mut fresh, LIMIT, 1);
        assert_eq!(
            judgement.verdict,
            Verdict::Inconclusive(Doubt::NoProcess("killed".to_owned()))
        );
        assert_eq!(judgement.processes.all, 2);
    }

    #[test]
    fn blocks_that_are_always_interrupted_are_a_doubt() {
        let interrupted = || {
            let mut pair = pair(1.1);
            pair.sides.reference.interruptions = Box::new(|_| true);
            pair
        };
        let mut fresh = Fresh::new(LIMIT, |_| interrupted());
        let judgement = judge_pairs(&mut interrupted(), &mut fresh, LIMIT, 1);
        assert_eq!(judgement.verdict, Verdict::Inconclusive(Doubt::Interrupted));
        assert_eq!((judgement.estimate, judgement.times), (None, None));
        assert!(judgement.interrupted > 1000);
    }

    #[test]
    fn slow_calls_are_made_a_few_times() {
        for (milliseconds, calls) in [(60, 4), (1_000, 2), (60_000, 2)] {
            let reference = Picoseconds::new(milliseconds * 1_000_000_000);
            let mut own = pair_of(1.3, reference);
            let mut made = 0;
            let mut fresh = Fresh::new(LIMIT, |_| {
                made += 1;
                pair_of(1.3, reference)
            });
            let judgement = judge_pairs(&mut own, &mut fresh, LIMIT, 1);
            assert_eq!(judgement.verdict, Verdict::Fail, "{milliseconds} ms");
            assert_eq!(own.sides.reference.calls, calls, "{milliseconds} ms");
            assert_eq!(made, 1);
            assert!(judgement.estimate.is_some_and(|all| all.observations >= 2));
        }
    }

    #[test]
    fn a_short_call_with_an_input_of_a_second_takes_three_processes() {
        let slow_input = || {
            let mut pair = pair(1.3);
            pair.sides.function.building = Duration::from_secs(1);
            pair
        };
        let mut own = slow_input();
        let mut fresh = Fresh::new(LIMIT, |_| slow_input());
        let judgement = judge_pairs(&mut own, &mut fresh, LIMIT, 1);
        assert_eq!(judgement.verdict, Verdict::Fail);
        // The first is not counted.
        assert_eq!(own.sides.function.calls, 4);
        assert_eq!(judgement.processes, Processes { all: 3, over: 3 });
    }
}
