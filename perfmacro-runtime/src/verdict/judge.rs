//! From rounds to a verdict.

use std::time::Duration;

use super::block::LONG_CALL;
use super::corroborate::{self, corroborate};
use super::{
    Doubt, Exemption, Extent, FreshRound, FreshRounds, Judgement, Processes, Round, Sampler,
    Verdict,
};
use crate::budget::Measure;
use crate::reference::Slowdown;
use crate::statistics::{self, Decision};
use crate::time::Picoseconds;

/// The pauses before fresh processes, a third of a second together: a short disturbance has passed by the
/// last of them.
pub const PAUSES: [Duration; 5] = [
    Duration::ZERO,
    Duration::from_millis(20),
    Duration::from_millis(40),
    Duration::from_millis(80),
    Duration::from_millis(160),
];
/// And before further ones, for as long as only a slow machine speaks for the function: what shares its core does
/// so for seconds.
pub(in crate::verdict) const PAUSES_ON_A_SLOW_MACHINE: [Duration; 3] = [
    Duration::from_millis(300),
    Duration::from_millis(600),
    Duration::from_millis(1200),
];
/// Of calls so long that each decides by itself, one further process makes two.
pub(in crate::verdict) const PAUSES_OF_LONG_CALLS: [Duration; 1] = [Duration::ZERO];
/// A percentile takes many calls, and an input that takes long to build leaves time for few: fewer processes
/// make them.
pub(in crate::verdict) const PAUSES_OF_CALLS: [Duration; 3] = [
    Duration::ZERO,
    Duration::from_millis(50),
    Duration::from_millis(150),
];

/// Judges whether a function's times are within `limit`.
///
/// A round within the limit, in this process or a fresh one, is a PASS at once. A FAIL needs fresh
/// processes that corroborate it; whatever else comes out is INCONCLUSIVE. `exemption` is asked only
/// where the first round was not within the limit.
pub fn judge(
    sampler: &mut dyn Sampler,
    fresh: &mut dyn FreshRounds,
    measure: Measure,
    limit: Picoseconds,
    exemption: impl FnOnce() -> Option<Exemption>,
) -> Judgement {
    let own = Round::run(sampler, measure, limit, Extent::own(measure));
    let mut judge = Judge {
        measure,
        limit,
        own,
        rounds: Vec::new(),
        slowdown: None,
    };
    if judge.own.decision == Some(Decision::Met) {
        return judge.judgement(Verdict::Pass);
    }
    if let Some(exemption) = exemption() {
        return judge.judgement(Verdict::NotEnforced(exemption));
    }
    if let Some(doubt) = judge.own.too_few_calls(measure) {
        return judge.judgement(Verdict::Inconclusive(doubt));
    }
    let verdict = judge
        .corroborate(fresh)
        .unwrap_or_else(Verdict::Inconclusive);
    judge.judgement(verdict)
}

struct Judge {
    measure: Measure,
    limit: Picoseconds,
    own: Round,
    rounds: Vec<FreshRound>,
    slowdown: Option<Slowdown>,
}

impl Judge {
    fn pauses(&self) -> &'static [Duration] {
        match self.measure {
            Measure::Median if self.own.is_long => {
                let is_long = |time: &Picoseconds| time.as_duration() >= LONG_CALL;
                if self.own.times.iter().all(is_long) {
                    &PAUSES_OF_LONG_CALLS
                } else {
                    // Its input takes long, and a short call has not averaged its noise.
                    &PAUSES_OF_CALLS
                }
            }
            Measure::Median => &PAUSES,
            Measure::Percentile(_) => &PAUSES_OF_CALLS,
        }
    }

    fn corroborate(&mut self, fresh: &mut dyn FreshRounds) -> Result<Verdict, Doubt> {
        fresh.begin()?;
        for pause in self.pauses() {
            if self.passes_once_more(*pause, fresh)? {
                return Ok(Verdict::Pass);
            }
        }
        let mut further = PAUSES_ON_A_SLOW_MACHINE.iter();
        loop {
            let seen = corroborate::undisturbed(&self.rounds).ok_or(Doubt::Interrupted)?;
            let slowdown = seen.slowdown(fresh.fastest(seen));
            self.slowdown = Some(slowdown);
            let corroborated = corroborate(&self.rounds, self.measure, self.limit, slowdown);
            match (corroborated, further.next()) {
                (Err(Doubt::SlowMachine), Some(pause)) => {
                    if self.passes_once_more(*pause, fresh)? {
                        return Ok(Verdict::Pass);
                    }
                }
                (corroborated, _) => return corroborated.map(|()| Verdict::Fail),
            }
        }
    }

    /// Whether a further fresh process is within the limit.
    fn passes_once_more(
        &mut self,
        pause: Duration,
        fresh: &mut dyn FreshRounds,
    ) -> Result<bool, Doubt> {
        let round = fresh.round(pause)?;
        let is_met = round.round.decision == Some(Decision::Met);
        self.rounds.push(round);
        Ok(is_met)
    }

    fn judgement(self, verdict: Verdict) -> Judgement {
        let Judge {
            measure,
            limit,
            own,
            rounds,
            slowdown,
        } = self;
        let fresh = || rounds.iter().map(|fresh| &fresh.round);
        let counted: Vec<&Round> = match (&verdict, fresh().next_back()) {
            (_, None) => vec![&own],
            // The others are what it passed in spite of.
            (Verdict::Pass, Some(last)) => vec![last],
            // Of a few long calls each counts; a block in this process says no more than one of theirs.
            (_, Some(_)) => own
                .is_long
                .then_some(&own)
                .into_iter()
                .chain(fresh())
                .collect(),
        };
        let times = counted
            .iter()
            .flat_map(|round| round.times.iter().copied())
            .collect::<Vec<_>>();
        let estimate = match measure {
            Measure::Median => statistics::median(&times),
            Measure::Percentile(percentile) => {
                statistics::quantile(&times, 1.0 - percentile.excess())
            }
        };
        let is_over = |fresh: &&FreshRound| {
            !fresh.round.times.is_empty() && corroborate::is_over(&fresh.round, measure, limit)
        };
        Judgement {
            verdict,
            measure,
            limit,
            estimate,
            fastest: corroborate::fastest(&times),
            over: times.iter().filter(|time| **time > limit).count(),
            interrupted: counted.iter().map(|round| round.interrupted).sum(),
            processes: Processes {
                all: rounds.len(),
                over: rounds.iter().filter(is_over).count(),
            },
            slowdown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::simulated::{Fresh, Simulated};
    use super::*;
    use crate::budget::Percentile;

    const BUDGET: Picoseconds = Picoseconds::new(1_000_000);

    /// A function that takes so many times its budget here, and in each fresh process as `fresh` says.
    fn judged(own: f64, fresh: impl FnMut(u64) -> f64 + 'static) -> (Judgement, Fresh) {
        let mut fresh = Fresh::new(BUDGET, fresh);
        let mut sampler = Simulated::steady(BUDGET.scaled(own));
        let judgement = judge(&mut sampler, &mut fresh, Measure::Median, BUDGET, || None);
        (judgement, fresh)
    }

    #[test]
    fn a_budget_that_holds_passes_without_a_fresh_process() {
        let mut fresh = Fresh::new(BUDGET, |_| panic!("a PASS needs none"));
        let mut sampler = Simulated::steady(BUDGET.scaled(0.9));
        let judgement = judge(&mut sampler, &mut fresh, Measure::Median, BUDGET, || {
            panic!("a PASS does not ask")
        });
        assert_eq!(judgement.verdict, Verdict::Pass);
        assert_eq!(
            (judgement.over, judgement.processes),
            (0, Processes::default())
        );
        assert_eq!(
            judgement.estimate.map(|estimate| estimate.value),
            Some(BUDGET.scaled(0.9))
        );
    }

    #[test]
    fn a_breach_fails_after_five_processes_apart() {
        let (judgement, fresh) = judged(1.1, |_| 1.1);
        assert_eq!(judgement.verdict, Verdict::Fail);
        assert_eq!(judgement.processes, Processes { all: 5, over: 5 });
        assert_eq!(
            Some(judgement.over),
            judgement.estimate.map(|all| all.observations)
        );
        assert_eq!((fresh.turns, fresh.pauses), (1, PAUSES.to_vec()));
    }

    #[test]
    fn one_fresh_process_within_the_budget_is_a_pass() {
        for fast in 0..5 {
            let (judgement, fresh) =
                judged(1.1, move |process| if process == fast { 0.9 } else { 1.1 });
            assert_eq!(judgement.verdict, Verdict::Pass);
            assert_eq!(fresh.pauses.len() as u64, fast + 1);
            // The figure is that of the process which passed.
            assert_eq!(
                judgement.estimate.map(|all| all.value),
                Some(BUDGET.scaled(0.9))
            );
        }
    }

    #[test]
    fn a_machine_that_was_faster_before_makes_it_inconclusive() {
        let mut fresh = Fresh::new(BUDGET, |_| 1.1);
        fresh.known = Some(0.8);
        let mut sampler = Simulated::steady(BUDGET.scaled(1.1));
        let judgement = judge(&mut sampler, &mut fresh, Measure::Median, BUDGET, || None);
        assert_eq!(judgement.verdict, Verdict::Inconclusive(Doubt::SlowMachine));
        assert!(
            judgement
                .slowdown
                .is_some_and(|slowdown| slowdown.core > 1.2)
        );
        // It waited for the machine to recover.
        assert_eq!(judgement.processes.all, 8);
    }

    #[test]
    fn whatever_stops_a_fresh_process_is_told() {
        let mut fresh = Fresh::new(BUDGET, |_| 1.1);
        fresh.fails_at = Some(2);
        let mut sampler = Simulated::steady(BUDGET.scaled(1.1));
        let judgement = judge(&mut sampler, &mut fresh, Measure::Median, BUDGET, || None);
        assert_eq!(
            judgement.verdict,
            Verdict::Inconclusive(Doubt::NoProcess("killed".to_owned()))
        );
        assert_eq!(judgement.processes.all, 2);
    }

    #[test]
    fn an_exempt_breach_is_not_enforced_and_an_exempt_pass_is_a_pass() {
        let exempt = |own: f64| {
            let mut fresh = Fresh::new(BUDGET, |_| panic!("an exempt budget needs none"));
            let mut sampler = Simulated::steady(BUDGET.scaled(own));
            judge(&mut sampler, &mut fresh, Measure::Median, BUDGET, || {
                Some(Exemption::Unoptimized)
            })
            .verdict
        };
        assert_eq!(exempt(1.1), Verdict::NotEnforced(Exemption::Unoptimized));
        assert_eq!(exempt(0.9), Verdict::Pass);
    }

    #[test]
    fn a_long_call_over_its_budget_is_made_three_times() {
        let budget = Picoseconds::new(1_000_000_000_000);
        let mut fresh = Fresh::new(budget, |_| 1.3);
        let mut sampler = Simulated::steady(budget.scaled(1.3));
        let judgement = judge(&mut sampler, &mut fresh, Measure::Median, budget, || None);
        assert_eq!(judgement.verdict, Verdict::Fail);
        assert_eq!((sampler.calls, fresh.calls), (1, 2));
    }

    #[test]
    fn a_short_call_with_an_input_of_a_second_takes_three_processes() {
        let mut fresh = Fresh::new(BUDGET, |_| 1.3);
        fresh.building = Duration::from_secs(1);
        let mut sampler = Simulated::steady(BUDGET.scaled(1.3));
        sampler.building = Duration::from_secs(1);
        let judgement = judge(&mut sampler, &mut fresh, Measure::Median, BUDGET, || None);
        assert_eq!(judgement.verdict, Verdict::Fail);
        assert_eq!((sampler.calls, fresh.calls), (2, 6));
    }

    #[test]
    fn a_percentile_fails_by_three_processes_and_says_where_calls_are_too_few() {
        let measure = Measure::Percentile(Percentile::P99);
        let run = |budget: Picoseconds, times: f64| {
            let mut fresh = Fresh::new(budget, move |_| times);
            fresh.measure = measure;
            let mut sampler = Simulated::steady(budget.scaled(times));
            judge(&mut sampler, &mut fresh, measure, budget, || None)
        };
        assert_eq!(run(BUDGET, 0.9).verdict, Verdict::Pass);
        let breach = run(BUDGET, 1.1);
        assert_eq!(breach.verdict, Verdict::Fail);
        assert_eq!(breach.processes, Processes { all: 3, over: 3 });
        let long = run(Picoseconds::new(100_000_000_000), 0.9);
        assert!(matches!(
            long.verdict,
            Verdict::Inconclusive(Doubt::TooFewCalls { needed: 455, .. })
        ));
    }
}
