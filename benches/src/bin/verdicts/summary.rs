//! What many answers of one rule come to, and all of that as CSV.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use perfmacro_benches::load::Condition;

use crate::archive::Record;
use crate::level::Level;
use crate::rule::{Answer, Rule};
use crate::workload::Workload;

/// How often a rule gave each answer, and how long it took.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Summary {
    pub(crate) pass: u32,
    pub(crate) fail: u32,
    pub(crate) inconclusive: u32,
    /// Of all answers, sorted.
    times: Vec<Duration>,
}

impl Summary {
    pub(crate) fn of<'a>(records: impl IntoIterator<Item = &'a Record>) -> Summary {
        let mut summary = Summary::default();
        for record in records {
            match record.outcome.answer {
                Answer::Pass => summary.pass += 1,
                Answer::Fail => summary.fail += 1,
                Answer::Inconclusive(_) => summary.inconclusive += 1,
            }
            summary.times.push(record.outcome.time);
        }
        summary.times.sort_unstable();
        summary
    }

    pub(crate) fn verdicts(&self) -> u32 {
        self.pass + self.fail + self.inconclusive
    }

    /// `count` of the verdicts in percent; 0 of none.
    pub(crate) fn percent(&self, count: u32) -> f64 {
        100.0 * f64::from(count) / f64::from(self.verdicts().max(1))
    }

    /// How long so many percent of the verdicts took at most; `None` where there are none.
    pub(crate) fn time(&self, percent: usize) -> Option<Duration> {
        let last = self.times.len().checked_sub(1)?;
        Some(self.times[last * percent / 100])
    }
}

/// Writes `verdicts.csv`: a row per condition, workload, level and rule that there are trials of.
pub(crate) fn write(directory: &Path, records: &[Record]) -> Result<(), String> {
    let mut text = "condition,workload,level,rule,verdicts,pass,fail,inconclusive,\
                    median_time_us,p90_time_us\n"
        .to_owned();
    for (condition, workload, level, rule) in keys(records) {
        let summary = Summary::of(records.iter().filter(|record| {
            record.condition == condition
                && record.workload == workload
                && record.level == level
                && record.outcome.rule == rule
        }));
        let time = |percent| summary.time(percent).unwrap_or_default().as_micros();
        let _ = writeln!(
            text,
            "{condition},{workload},{level},{rule},{},{},{},{},{},{}",
            summary.verdicts(),
            summary.pass,
            summary.fail,
            summary.inconclusive,
            time(50),
            time(90)
        );
    }
    let path = directory.join("verdicts.csv");
    fs::write(&path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// What there are trials of, in the order of the report.
fn keys(records: &[Record]) -> Vec<(Condition, &str, Level, Rule)> {
    let mut keys = Vec::new();
    for record in records {
        let key = (
            record.condition,
            record.workload.as_str(),
            record.level,
            record.outcome.rule,
        );
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let place = |rule: Rule| Rule::ALL.iter().position(|other| *other == rule);
    // Stable, so that conditions and workloads stay in the order in which they were measured.
    keys.sort_by_key(|(condition, workload, level, rule)| {
        (
            condition.place(),
            Workload::place(workload),
            Reverse(*level),
            place(*rule),
        )
    });
    keys
}
