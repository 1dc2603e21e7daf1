//! For github-action-benchmark, with `tool: customSmallerIsBetter`.
//!
//! Format: <https://github.com/benchmark-action/github-action-benchmark#examples>, an array of objects with `name`,
//! `unit`, `value`, and optional `range` and `extra`. The action compares by name, so each figure has one: the case's
//! for its time, and the case's with the option for any other budget. Figures of which more is better are left out.

use std::io::{self, Write};

use perfmacro_runtime::record::{Amount, Bound, BudgetKind, BudgetResult, Unit};
use serde_json::{Value, json};

use super::model::{Case, Time};
use super::{Model, figure};

pub(super) fn write(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    let mut begin = "[";
    for case in &model.cases {
        let environment = model.environment(case).map(figure::environment);
        for figure in figures(case, environment.as_deref()) {
            write!(out, "{begin}\n  {figure}")?;
            begin = ",";
        }
    }
    if begin == "[" {
        return writeln!(out, "[]");
    }
    writeln!(out, "\n]")
}

fn figures(case: &Case, environment: Option<&str>) -> Vec<Value> {
    let time = case
        .time
        .as_ref()
        .map(|time| of_time(case, &time.value, environment));
    let budgets = case
        .budgets()
        .iter()
        .filter_map(|budget| of_budget(case, budget));
    time.into_iter().chain(budgets).collect()
}

fn of_time(case: &Case, time: &Time, environment: Option<&str>) -> Value {
    let [median, lower, upper] = [time.median, time.lower, time.upper]
        .map(|picoseconds| Amount::Whole(picoseconds).value() / 1e3);
    json!({
        "name": case.label,
        "unit": "ns/iter",
        "value": median,
        "range": format!("± {:.3}", (upper - lower) / 2.0),
        "extra": extra(case, environment),
    })
}

fn of_budget(case: &Case, budget: &BudgetResult) -> Option<Value> {
    let is_told = ["target", "critical", "min_throughput"].contains(&budget.option.as_str());
    if is_told || budget.bound == Bound::AtLeast {
        return None;
    }
    let measured = budget.measured?.value();
    let (unit, value) = match (budget.kind, budget.unit) {
        (_, Unit::Picoseconds) => ("ns/iter", measured / 1e3),
        (BudgetKind::Count, Unit::Bytes) => ("bytes", measured),
        (BudgetKind::Growth, _) => ("exponent", measured),
        (BudgetKind::Ratio, _) => ("times the reference", measured),
        _ => (budget.unit.word(), measured),
    };
    Some(json!({
        "name": format!("{} {}", case.label, budget.option),
        "unit": unit,
        "value": value,
        "extra": format!("limit {}", figure::limit(budget)),
    }))
}

fn extra(case: &Case, environment: Option<&str>) -> String {
    let place = &case.latest.value.location;
    let place = format!("{}:{}", place.file, place.line);
    match environment {
        Some(environment) => format!("{place}\n{environment}"),
        None => place,
    }
}
