//! A row for each budget, and for each case without one.
//!
//! Format: RFC 4180, <https://www.rfc-editor.org/rfc/rfc4180>, in UTF-8, with a header. Figures are plain numbers
//! in `unit`; columns that end in `_ps` are picoseconds. What is not known is empty.

use std::io::{self, Write};

use perfmacro_runtime::record::{Amount, BudgetResult};

use super::model::Case;
use super::{Model, Outcome, figure};

const COLUMNS: [&str; 39] = [
    "case",
    "entry",
    "package",
    "subject",
    "size",
    "argument",
    "generics",
    "threads",
    "target",
    "outcome",
    "option",
    "kind",
    "verdict",
    "unit",
    "bound",
    "limit",
    "declared",
    "measured",
    "lower",
    "upper",
    "headroom",
    "reason",
    "median_ps",
    "lower_ps",
    "upper_ps",
    "throughput_amount",
    "throughput_unit",
    "allocs",
    "alloc_bytes",
    "peak",
    "leaked",
    "instructions",
    "file",
    "line",
    "column",
    "run",
    "unix_time_ms",
    "enforce",
    "optimized",
];

pub(super) fn write(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    write_row(COLUMNS.map(str::to_owned), out)?;
    for case in &model.cases {
        if case.budgets().is_empty() {
            write_row(row(model, case, None), out)?;
        }
        for budget in case.budgets() {
            write_row(row(model, case, Some(budget)), out)?;
        }
    }
    Ok(())
}

fn row(model: &Model, case: &Case, budget: Option<&BudgetResult>) -> [String; COLUMNS.len()] {
    let result = &case.latest.value;
    let time = case.time.as_ref().map(|time| &time.value);
    let counts = case.counts.as_ref().map(|counts| &counts.value);
    let throughput = case.throughput.as_ref().map(|found| &found.value);
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let word = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
    let number = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
    let amount = |value: Option<Amount>| value.map(figure::plain).unwrap_or_default();
    let environment = model.environment(case);
    [
        case.label.clone(),
        result.entry.clone(),
        text(&result.package),
        result.subject.word().to_owned(),
        number(result.size),
        text(&result.argument),
        text(&result.generics),
        number(result.threads),
        environment
            .map(|environment| environment.target.clone())
            .unwrap_or_default(),
        case.outcome().key().to_owned(),
        budget
            .map(|budget| budget.option.clone())
            .unwrap_or_default(),
        word(budget.map(|budget| budget.kind.word())),
        word(budget.map(|budget| Outcome::of_budget(budget).key())),
        word(budget.map(|budget| budget.unit.word())),
        word(budget.map(|budget| budget.bound.word())),
        amount(budget.map(|budget| budget.limit)),
        amount(budget.map(|budget| budget.declared)),
        amount(budget.and_then(|budget| budget.measured)),
        amount(budget.and_then(|budget| budget.lower)),
        amount(budget.and_then(|budget| budget.upper)),
        amount(
            budget
                .and_then(|budget| budget.headroom)
                .map(Amount::Fraction),
        ),
        text(
            &budget
                .and_then(|budget| budget.reason.clone())
                .or(result.problem.clone()),
        ),
        number(time.map(|time| time.median)),
        number(time.map(|time| time.lower)),
        number(time.map(|time| time.upper)),
        number(throughput.map(|found| found.amount)),
        word(throughput.map(|found| found.unit.word())),
        number(counts.and_then(|counts| counts.allocs)),
        number(counts.and_then(|counts| counts.alloc_bytes)),
        number(counts.and_then(|counts| counts.peak)),
        number(counts.and_then(|counts| counts.leaked)),
        number(counts.and_then(|counts| counts.instructions)),
        result.location.file.clone(),
        result.location.line.to_string(),
        result.location.column.to_string(),
        result.run.clone(),
        result.unix_time_ms.to_string(),
        result.enforce.clone(),
        result.optimized.to_string(),
    ]
}

fn write_row(cells: [String; COLUMNS.len()], out: &mut dyn Write) -> io::Result<()> {
    let cells = cells.map(|cell| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    });
    write!(out, "{}\r\n", cells.join(","))
}
