//! From a run's records to what is kept of them.

use std::collections::BTreeMap;

use perfmacro_runtime::record::{
    Amount, BudgetKind, BudgetResult, CaseResult, Environment, Records, Subject,
};
use perfmacro_runtime::{Picoseconds, statistics};

use super::{
    Interval, LeftOut, Machine, MachineSnapshot, MeasuredCase, MeasuredCounts, MeasuredTime,
    Snapshot, Source,
};

/// The options whose figure is the median.
const MEDIANS: [&str; 4] = ["target", "critical", "p50", "min_throughput"];

impl Snapshot {
    /// What records say. Families of cases have no figures of their own, and are not in it.
    #[must_use]
    pub fn of(records: &Records) -> Snapshot {
        let mut machines = BTreeMap::<Machine, BTreeMap<&str, Vec<&CaseResult>>>::new();
        let mut left_out = Vec::new();
        let mut leave_out = |result: &CaseResult, reason: String| {
            let left = LeftOut {
                case: result.case.clone(),
                reason,
            };
            if !left_out.contains(&left) {
                left_out.push(left);
            }
        };
        for result in &records.results {
            if result.subject != Subject::Case {
                continue;
            }
            let is_its = |environment: &&Environment| environment.id == result.environment;
            let Some(environment) = records.environments.iter().find(is_its) else {
                leave_out(result, "its environment is not in the records".to_owned());
                continue;
            };
            if let Some(fault) = &result.inject {
                leave_out(result, format!("a {fault} was put into every call"));
                continue;
            }
            let of_machine = machines.entry(Machine::of(environment)).or_default();
            of_machine.entry(&result.case).or_default().push(result);
        }
        let machines = machines
            .into_iter()
            .map(|(machine, cases)| {
                let mut measured = Vec::new();
                for results in cases.into_values() {
                    match of_case(&results) {
                        Ok(case) => measured.push(case),
                        Err(reason) => leave_out(results[0], reason),
                    }
                }
                MachineSnapshot {
                    commit: commit(records, &machine),
                    machine,
                    cases: measured,
                }
            })
            .filter(|on| !on.cases.is_empty())
            .collect();
        Snapshot { machines, left_out }
    }

    /// As it is committed.
    #[must_use]
    pub fn rounded(&self) -> Snapshot {
        Snapshot {
            machines: self
                .machines
                .iter()
                .map(|on| MachineSnapshot {
                    cases: on.cases.iter().map(MeasuredCase::rounded).collect(),
                    ..on.clone()
                })
                .collect(),
            left_out: Vec::new(),
        }
    }
}

/// The commit of all environments on a machine; with `+` where files differ from it.
fn commit(records: &Records, machine: &Machine) -> Option<String> {
    let mut commits = records
        .environments
        .iter()
        .filter(|environment| Machine::of(environment) == *machine)
        .map(|environment| {
            let commit = environment.commit.as_ref()?;
            let mark = if commit.dirty == Some(true) { "+" } else { "" };
            Some(format!("{}{mark}", commit.id))
        });
    let first = commits.next()??;
    commits
        .all(|other| other.as_ref() == Some(&first))
        .then_some(first)
}

/// What all processes of one machine found of a case, or why that is nothing.
fn of_case(results: &[&CaseResult]) -> Result<MeasuredCase, String> {
    let of_suites = results.iter().flat_map(|result| of_suite(result));
    let of_budgets = || {
        let found = results.iter().filter_map(|result| of_budgets(result));
        MeasuredTime::of_processes(&found.collect::<Vec<_>>())
    };
    // One of each would be a case of two sources. A suite's samples are many and spread in time.
    let time = MeasuredTime::of_processes(&of_suites.collect::<Vec<_>>()).or_else(of_budgets);
    let counts = results
        .iter()
        .filter_map(|result| result.counts.as_ref())
        .map(MeasuredCounts::of)
        .fold(MeasuredCounts::default(), MeasuredCounts::max);
    if time.is_none() && counts.is_empty() {
        let problem = results.iter().find_map(|result| result.problem.clone());
        return Err(problem.unwrap_or_else(|| "nothing of it was measured".to_owned()));
    }
    Ok(MeasuredCase {
        case: results[0].case.clone(),
        optimized: results.iter().all(|result| result.optimized),
        time,
        throughput: results.iter().find_map(|result| result.throughput.clone()),
        counts,
        location: Some(results[results.len() - 1].location.clone()),
    })
}

/// What the suite's process found, and each of the fresh ones it asked.
fn of_suite(result: &CaseResult) -> Vec<MeasuredTime> {
    let own = result.estimate.as_ref().map(|estimate| {
        let samples = result.samples_ps.as_deref().unwrap_or_default();
        MeasuredTime {
            median: Interval {
                value_ps: estimate.median_ps,
                lower_ps: estimate.lower_ps,
                upper_ps: estimate.upper_ps,
            },
            fastest_tenth: interval(samples, FASTEST).map(|(fastest, _)| fastest),
            confidence: estimate.confidence,
            observations: estimate.observations,
            processes: 1,
            source: Source::Suite,
        }
    });
    let fresh = result.fresh_samples_ps.iter().flatten();
    let fresh = fresh.filter_map(|samples| {
        let (median, confidence) = interval(samples, MEDIAN)?;
        Some(MeasuredTime {
            median,
            fastest_tenth: interval(samples, FASTEST).map(|(fastest, _)| fastest),
            confidence,
            observations: samples.len() as u64,
            processes: 1,
            source: Source::Suite,
        })
    });
    own.into_iter().chain(fresh).collect()
}

/// The share of samples that the median is above, and the fastest tenth.
const MEDIAN: f64 = 0.5;
const FASTEST: f64 = 0.1;

/// A quantile of samples, and the chance that the interval holds it.
fn interval(samples_ps: &[u64], share: f64) -> Option<(Interval, f64)> {
    let samples = samples_ps.iter().copied().map(Picoseconds::new);
    let estimate = statistics::quantile(&samples.collect::<Vec<_>>(), share)?;
    let interval = Interval {
        value_ps: estimate.value.count(),
        lower_ps: estimate.lower.count(),
        upper_ps: estimate.upper.count(),
    };
    Some((interval, estimate.confidence))
}

fn of_budgets(result: &CaseResult) -> Option<MeasuredTime> {
    let of_budget = |budget: &BudgetResult| {
        let whole = |amount: Option<Amount>| match amount? {
            Amount::Whole(value) => Some(value),
            Amount::Fraction(_) => None,
        };
        let is_median =
            budget.kind == BudgetKind::Time && MEDIANS.contains(&budget.option.as_str());
        Some(MeasuredTime {
            median: Interval {
                value_ps: whole(budget.measured.filter(|_| is_median))?,
                lower_ps: whole(budget.lower)?,
                upper_ps: whole(budget.upper)?,
            },
            fastest_tenth: None,
            confidence: budget.confidence?,
            observations: budget.observations?,
            processes: 1,
            source: Source::Budget,
        })
    };
    // The one that looked longest knows most.
    let found = result.budgets.iter().filter_map(of_budget);
    found.max_by_key(|time| time.observations)
}
