//! From rounds to a verdict.

use std::time::Duration;

use super::{Doubt, Exemption, Judgement, Round, Sampler, Verdict};
use crate::statistics::{self, Decision};
use crate::time::Picoseconds;

/// The pauses before the second and the third round: a disturbance that lasts for one round has mostly
/// passed by the next.
const PAUSES: [Duration; 2] = [Duration::from_millis(100), Duration::from_millis(700)];

/// Judges whether the median time per call is within `budget`.
///
/// A round within the budget is a PASS at once. A FAIL needs three rounds, with pauses between them, that
/// all say so; rounds that disagree are INCONCLUSIVE. `is_optimized` is asked only where the first round
/// was not within the budget.
pub fn judge(
    sampler: &mut dyn Sampler,
    budget: Picoseconds,
    is_optimized: impl FnOnce() -> bool,
) -> Judgement {
    let mut rounds = vec![Round::run(sampler, budget)];
    let met = |rounds: &[Round]| {
        rounds
            .last()
            .is_some_and(|round| round.decision == Some(Decision::Met))
    };
    if met(&rounds) {
        return judgement(Verdict::Pass, budget, rounds);
    }
    if !is_optimized() {
        return judgement(Verdict::NotEnforced(Exemption::Unoptimized), budget, rounds);
    }
    for pause in PAUSES {
        sampler.pause(pause);
        rounds.push(Round::run(sampler, budget));
        if met(&rounds) {
            return judgement(Verdict::Pass, budget, rounds);
        }
    }
    let verdict = if rounds
        .iter()
        .all(|round| round.decision == Some(Decision::Breached))
    {
        Verdict::Fail
    } else {
        Verdict::Inconclusive(Doubt::Undecided)
    };
    judgement(verdict, budget, rounds)
}

fn judgement(verdict: Verdict, budget: Picoseconds, rounds: Vec<Round>) -> Judgement {
    let times = rounds
        .iter()
        .flat_map(|round| round.times.iter().copied())
        .collect::<Vec<_>>();
    Judgement {
        verdict,
        budget,
        estimate: statistics::median(&times),
        met: times.iter().filter(|time| **time <= budget).count(),
        rounds,
    }
}

#[cfg(test)]
mod tests {
    use super::super::simulated::Simulated;
    use super::*;

    const BUDGET: Picoseconds = Picoseconds::new(1_000_000);

    fn past() -> Picoseconds {
        BUDGET.scaled(1.25)
    }

    fn within() -> Picoseconds {
        BUDGET.scaled(0.9)
    }

    #[test]
    fn a_budget_that_holds_passes_in_one_round() {
        let mut sampler = Simulated::steady(within());
        let judgement = judge(&mut sampler, BUDGET, || panic!("a PASS does not ask"));
        assert_eq!(judgement.verdict, Verdict::Pass);
        assert_eq!((judgement.rounds.len(), sampler.pauses.len()), (1, 0));
        assert_eq!(
            judgement.estimate.map(|estimate| estimate.median),
            Some(within())
        );
    }

    #[test]
    fn a_breach_fails_after_three_rounds_apart() {
        let mut sampler = Simulated::steady(past());
        let judgement = judge(&mut sampler, BUDGET, || true);
        assert_eq!(judgement.verdict, Verdict::Fail);
        assert_eq!((judgement.rounds.len(), judgement.met), (3, 0));
        assert_eq!(sampler.pauses, PAUSES);
    }

    #[test]
    fn a_disturbance_that_passes_is_no_breach() {
        for disturbed in [20, 40] {
            let mut sampler =
                Simulated::new(move |block| if block < disturbed { past() } else { within() });
            assert_eq!(judge(&mut sampler, BUDGET, || true).verdict, Verdict::Pass);
        }
    }

    #[test]
    fn a_median_at_the_budget_is_inconclusive() {
        let mut sampler = Simulated::new(|block| if block % 2 == 0 { past() } else { within() });
        let judgement = judge(&mut sampler, BUDGET, || true);
        assert_eq!(judgement.verdict, Verdict::Inconclusive(Doubt::Undecided));
    }

    #[test]
    fn an_unoptimized_breach_is_not_enforced_and_an_unoptimized_pass_is_a_pass() {
        let breach = judge(&mut Simulated::steady(past()), BUDGET, || false);
        assert_eq!(breach.verdict, Verdict::NotEnforced(Exemption::Unoptimized));
        let pass = judge(&mut Simulated::steady(within()), BUDGET, || false);
        assert_eq!(pass.verdict, Verdict::Pass);
    }
}
