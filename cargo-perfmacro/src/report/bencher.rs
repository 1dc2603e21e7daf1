//! Bencher Metric Format: for each case a metric by measure.
//!
//! Format: <https://bencher.dev/docs/reference/bencher-metric-format>. `latency` is in nanoseconds and `throughput` in
//! operations per second, as Bencher defines them; its `throughput` of bytes has a measure of its own. Measures that
//! Bencher does not know are made by it where they are first seen.

use std::io::{self, Write};

use perfmacro_runtime::record::{Amount, BudgetKind, BudgetResult, Unit};
use serde_json::{Map, Value, json};

use super::model::Case;
use super::{Model, figure};

/// The longest name that Bencher takes, in characters.
const LONGEST: usize = 1024;

pub(super) fn write(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    let mut begin = "{";
    for case in &model.cases {
        let measures = measures(case);
        if measures.is_empty() {
            continue;
        }
        let name = case.label.chars().take(LONGEST).collect::<String>();
        write!(
            out,
            "{begin}\n  {}: {}",
            Value::from(name),
            Value::from(measures)
        )?;
        begin = ",";
    }
    if begin == "{" {
        return writeln!(out, "{{}}");
    }
    writeln!(out, "\n}}")
}

fn measures(case: &Case) -> Map<String, Value> {
    let mut measures = Map::new();
    let time = case.time.as_ref().map(|time| time.value);
    if let Some(time) = time {
        let [value, lower, upper] = [time.median, time.lower, time.upper].map(nanoseconds);
        measures.insert("latency".to_owned(), metric(value, Some((lower, upper))));
    }
    if let (Some(throughput), Some(time)) = (&case.throughput, time) {
        let throughput = &throughput.value;
        let name = match throughput.unit {
            Unit::Bytes => "bytes-per-second",
            _ => "throughput",
        };
        let rate = |time| figure::per_second(throughput, time);
        let interval = (rate(time.upper), rate(time.lower));
        measures.insert(name.to_owned(), metric(rate(time.median), Some(interval)));
    }
    if let Some(counts) = &case.counts {
        let counts = &counts.value;
        for (name, count) in [
            ("allocations", counts.allocs),
            ("allocated-bytes", counts.alloc_bytes),
            ("peak-bytes", counts.peak),
            ("leaked-bytes", counts.leaked),
            ("instructions", counts.instructions),
        ] {
            let metrics = count.map(|count| metric(Amount::Whole(count).value(), None));
            measures.extend(metrics.map(|metric| (name.to_owned(), metric)));
        }
    }
    measures.extend(case.budgets().iter().filter_map(of_budget));
    measures
}

/// What a budget measured that nothing else tells.
fn of_budget(budget: &BudgetResult) -> Option<(String, Value)> {
    let name = match (budget.kind, budget.option.as_str()) {
        (BudgetKind::Time, option) if option.starts_with('p') => format!("latency-{option}"),
        (BudgetKind::Ratio, "min_speedup") => "speedup".to_owned(),
        (BudgetKind::Ratio, _) => "time-ratio".to_owned(),
        (BudgetKind::Growth, _) => "growth-exponent".to_owned(),
        _ => return None,
    };
    let number = |amount: Amount| match budget.unit {
        Unit::Picoseconds => amount.value() / 1e3,
        _ => amount.value(),
    };
    let interval = budget.lower.map(number).zip(budget.upper.map(number));
    Some((name, metric(number(budget.measured?), interval)))
}

fn metric(value: f64, interval: Option<(f64, f64)>) -> Value {
    match interval {
        Some((lower, upper)) => json!({"value": value, "lower_value": lower, "upper_value": upper}),
        None => json!({"value": value}),
    }
}

fn nanoseconds(picoseconds: u64) -> f64 {
    Amount::Whole(picoseconds).value() / 1e3
}
