//! A case on several machines: one case or several.
//!
//! Input: cases by processor. Output: one of each case where no run has it from two processors, which is a machine that
//! changed and keeps its history; else all of them, each with its processor's name. Invariant: what one machine found does
//! not stand in front of what another did in the same run, as in records that were merged.

use std::collections::{HashMap, HashSet};

use super::model::{Case, Dated};

/// Joins `cases`, whose places are given by processor for each case that there is.
pub(super) fn joined(
    cases: Vec<Case>,
    places: impl Iterator<Item = HashMap<Option<String>, usize>>,
) -> Vec<Case> {
    let mut cases = cases.into_iter().map(Some).collect::<Vec<_>>();
    let mut all = Vec::new();
    for places in places {
        let mut places = places.into_iter().collect::<Vec<_>>();
        places.sort_by_key(|(_, place)| *place);
        let own = places
            .into_iter()
            .filter_map(|(processor, place)| Some((processor, cases[place].take()?)));
        let own = own.collect::<Vec<_>>();
        if is_one_machine(&own) {
            all.extend(own.into_iter().map(|(_, case)| case).reduce(join));
        } else {
            all.extend(
                own.into_iter()
                    .map(|(processor, case)| Case { processor, ..case }),
            );
        }
    }
    all
}

/// Whether each run has results from one processor alone.
fn is_one_machine(cases: &[(Option<String>, Case)]) -> bool {
    let mut seen = HashSet::new();
    let mut moments = cases.iter().flat_map(|(_, case)| &case.history);
    moments.all(|moment| seen.insert(moment.run))
}

/// Both as one; they have no run in common.
fn join(a: Case, b: Case) -> Case {
    let mut history = a.history;
    history.extend(b.history);
    Case {
        latest: newer(a.latest, b.latest),
        time: newest(a.time, b.time),
        samples: newest(a.samples, b.samples),
        throughput: newest(a.throughput, b.throughput),
        counts: newest(a.counts, b.counts),
        history,
        ..a
    }
}

fn newest<T>(a: Option<Dated<T>>, b: Option<Dated<T>>) -> Option<Dated<T>> {
    a.into_iter().chain(b).reduce(newer)
}

fn newer<T>(a: Dated<T>, b: Dated<T>) -> Dated<T> {
    if a.unix_time_ms <= b.unix_time_ms {
        b
    } else {
        a
    }
}

#[cfg(test)]
mod tests {
    use perfmacro_runtime::record::{CaseResult, Environment, Records};

    use crate::fixture;
    use crate::report::Model;

    /// Of one case, in a run, on a machine, at a time.
    fn found(run: &str, cpu: &str, unix_time_ms: u64) -> Records {
        let environment = Environment {
            id: cpu.to_owned(),
            run: run.to_owned(),
            cpu: Some(cpu.to_owned()),
            ..fixture::environment()
        };
        let result = CaseResult {
            run: run.to_owned(),
            environment: cpu.to_owned(),
            unix_time_ms,
            ..fixture::result("a::b", &[unix_time_ms * 1000; 10])
        };
        Records {
            environments: vec![environment],
            results: vec![result],
            damaged: Vec::new(),
        }
    }

    /// The cases: label, median, runs in the history.
    fn cases(records: Vec<Records>) -> Vec<(String, Option<u64>, usize)> {
        let model = Model::of(records);
        let cases = model.cases.iter().map(|case| {
            let median = case.time.as_ref().map(|time| time.value.median);
            (case.label.clone(), median, case.history.len())
        });
        cases.collect()
    }

    #[test]
    fn a_machine_that_changed_is_one_history() {
        let runs = || {
            vec![
                found("monday", "old", 1),
                found("tuesday", "new", 2),
                found("wednesday", "new", 3),
            ]
        };
        let expected = [("a::b".to_owned(), Some(3000), 3)];
        assert_eq!(cases(runs()), expected);
        assert_eq!(cases(runs().into_iter().rev().collect()), expected);
    }

    #[test]
    fn machines_of_one_run_do_not_hide_each_other() {
        let runs = || {
            vec![
                found("monday", "fast", 1),
                found("tuesday", "slow", 3),
                found("tuesday", "fast", 2),
            ]
        };
        let expected = [
            ("a::b [fast (2 cores)]".to_owned(), Some(2000), 2),
            ("a::b [slow (2 cores)]".to_owned(), Some(3000), 1),
        ];
        assert_eq!(cases(runs()), expected);
        assert_eq!(cases(runs().into_iter().rev().collect()), expected);
    }
}
