//! The results as one Markdown table: a row per condition and rule, all workloads together.

use std::fmt::Write as _;
use std::time::Duration;

use perfmacro_benches::load::Condition;
use perfmacro_runtime::Picoseconds;

use crate::archive::Record;
use crate::level::Level;
use crate::rule::{Answer, Rule};
use crate::summary::Summary;

const LEGEND: &str = "\
In percent of the trials: FAIL where the function is within its budget (each is wrong), PASS where it is
over (each is wrong). `+ x ?` are INCONCLUSIVE. Times to a verdict are the median and what 90 % take at
most, of PASS where the function is within its budget and of FAIL where it is over.
";

/// The table and what its columns are.
pub(crate) fn render(records: &[Record]) -> String {
    let mut text = "| machine | rule | trials |".to_owned();
    for level in Level::ALL {
        let wrong = if level.is_within() { "FAIL" } else { "PASS" };
        let _ = write!(text, " {wrong} at {} |", level.label());
    }
    text += " time to PASS | time to FAIL |\n| --- | --- | --: |";
    text += &" --: |".repeat(Level::ALL.len() + 2);
    text += "\n";
    for condition in Condition::ALL {
        for rule in Rule::ALL {
            let records = records
                .iter()
                .filter(|record| record.condition == condition && record.outcome.rule == rule)
                .collect::<Vec<_>>();
            if !records.is_empty() {
                text += &row(condition, rule, &records);
            }
        }
    }
    format!("{text}\n{LEGEND}")
}

fn row(condition: Condition, rule: Rule, records: &[&Record]) -> String {
    let mut row = format!(
        "| {} | {} | {} |",
        condition.label(),
        rule.label(),
        records.len()
    );
    for level in Level::ALL {
        let at_level = records.iter().filter(|record| record.level == level);
        let _ = write!(row, " {} |", share(&Summary::of(at_level.copied()), level));
    }
    let decided = |is_within: bool, answer: &Answer| {
        let decided = records
            .iter()
            .filter(|record| record.level.is_within() == is_within)
            .filter(|record| record.outcome.answer == *answer);
        times(&Summary::of(decided.copied()))
    };
    row + &format!(
        " {} | {} |\n",
        decided(true, &Answer::Pass),
        decided(false, &Answer::Fail)
    )
}

/// Wrong answers and, where there are any, those that are none.
fn share(summary: &Summary, level: Level) -> String {
    if summary.verdicts() == 0 {
        return "-".to_owned();
    }
    let wrong = if level.is_within() {
        summary.fail
    } else {
        summary.pass
    };
    let wrong = percent(summary.percent(wrong));
    if summary.inconclusive == 0 {
        wrong
    } else {
        format!(
            "{wrong} + {} ?",
            percent(summary.percent(summary.inconclusive))
        )
    }
}

/// Two significant digits or more, and no decimals in front of nothing.
fn percent(value: f64) -> String {
    if value == 0.0 || value >= 99.95 {
        format!("{value:.0}")
    } else if value < 1.0 {
        format!("{value:.2}")
    } else {
        format!("{value:.1}")
    }
}

fn times(summary: &Summary) -> String {
    match (summary.time(50), summary.time(90)) {
        (Some(median), Some(most)) => format!("{}, {}", time(median), time(most)),
        _ => "-".to_owned(),
    }
}

fn time(time: Duration) -> String {
    if time < Duration::from_millis(1) {
        format!("{} µs", time.as_micros())
    } else if time < Duration::from_millis(100) {
        format!("{:.1} ms", time.as_secs_f64() * 1e3)
    } else {
        Picoseconds::from_duration(Duration::from_millis(
            u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
        ))
        .to_string()
    }
}
