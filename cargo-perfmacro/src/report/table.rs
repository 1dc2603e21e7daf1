//! The terminal's table: a line for each case with its first budget, and one for each further budget.

use std::io::{self, Write};

use perfmacro_runtime::record::{Amount, BudgetKind, BudgetResult, Unit};

use super::figure::{self, ABSENT, one_line, or_absent};
use super::model::Case;
use super::{Model, Outcome, Style};

const COLUMNS: [&str; 7] = [
    "case",
    "measured",
    "interval",
    "throughput",
    "budget",
    "headroom",
    "verdict",
];
const VERDICT: usize = 6;
/// Between two columns.
const GAP: usize = 2;
/// A name is not cut shorter than this, whatever the terminal's width.
const SHORTEST_NAME: usize = 16;

struct Row {
    cells: [String; COLUMNS.len()],
    outcome: Outcome,
}

/// Writes the table, what was damaged, and the totals.
pub(super) fn write(model: &Model, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let rows = model.cases.iter().flat_map(rows).collect::<Vec<_>>();
    let mut widths = COLUMNS.map(width);
    for row in &rows {
        for (widest, cell) in widths.iter_mut().zip(&row.cells) {
            *widest = (*widest).max(width(cell));
        }
    }
    if let Some(limit) = style.width {
        let others = widths[1..].iter().map(|width| width + GAP).sum::<usize>();
        widths[0] = widths[0].min(limit.saturating_sub(others).max(SHORTEST_NAME));
    }
    if !rows.is_empty() {
        let header = Row {
            cells: COLUMNS.map(str::to_owned),
            outcome: Outcome::NoBudget,
        };
        for row in std::iter::once(&header).chain(&rows) {
            write_row(row, &widths, style, out)?;
        }
        writeln!(out)?;
    }
    write_foot(model, out)
}

fn write_row(
    row: &Row,
    widths: &[usize; COLUMNS.len()],
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut line = String::new();
    for (index, (cell, column)) in row.cells.iter().zip(widths).enumerate() {
        let cell = shortened(cell, *column);
        let padding = " ".repeat(column - width(&cell));
        let gap = " ".repeat(GAP);
        match index {
            0 => line.extend([cell, padding, gap]),
            VERDICT => line.extend([coloured(&cell, row.outcome, style), padding, gap]),
            _ => line.extend([padding, cell, gap]),
        }
    }
    writeln!(out, "{}", line.trim_end())
}

fn write_foot(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    for damaged in &model.damaged {
        writeln!(out, "{}", one_line(&damaged.to_string()))?;
    }
    if model.injected > 0 {
        let results = figure::injected(model.injected);
        writeln!(out, "{results} left out: a fault was put into every call")?;
    }
    for environment in model.current_environments() {
        writeln!(out, "{}", one_line(&figure::environment(environment)))?;
    }
    let cases = model.cases.len();
    let plural = figure::plural(cases as u64);
    writeln!(
        out,
        "{cases} case{plural}: {}",
        model.cases_by_outcome.in_words()
    )
}

fn rows(case: &Case) -> Vec<Row> {
    let budgets = case.budgets();
    let first = budgets.iter().find(|budget| is_median(budget));
    let further = budgets
        .iter()
        .filter(|budget| first.is_none_or(|first| !std::ptr::eq(first, *budget)));
    // Of growth there is nothing that could have a line of its own.
    let has_own = budgets.is_empty()
        || case.latest.value.problem.is_some()
        || budgets
            .iter()
            .any(|budget| budget.kind != BudgetKind::Growth);
    let name = |budget: &BudgetResult| {
        if budget.kind == BudgetKind::Growth {
            one_line(&format!("{} {}", case.label, budget.option))
        } else {
            one_line(&format!("  {}", budget.option))
        }
    };
    let problem = case.latest.value.problem.as_deref().map(of_problem);
    has_own
        .then(|| of_case(case, first))
        .into_iter()
        .chain(problem)
        .chain(further.map(|budget| of_budget(name(budget), budget)))
        .collect()
}

/// A budget on the median time, which the case's own line has room for.
fn is_median(budget: &BudgetResult) -> bool {
    ["target", "critical", "min_throughput"].contains(&budget.option.as_str())
}

fn of_case(case: &Case, budget: Option<&BudgetResult>) -> Row {
    let time = case.time.as_ref().map(|time| &time.value);
    let throughput = case.throughput.as_ref().zip(time).map(|(found, time)| {
        let found = &found.value;
        figure::rate(figure::per_second(found, time.median), found.unit)
    });
    let interval = time.map(|time| {
        let end = |count| figure::amount(Unit::Picoseconds, Amount::Whole(count));
        format!("{} .. {}", end(time.lower), end(time.upper))
    });
    let outcome = match (&case.latest.value.problem, budget) {
        (Some(_), _) => Outcome::Error,
        (None, Some(budget)) => Outcome::of_budget(budget),
        (None, None) => Outcome::NoBudget,
    };
    let has_verdict = outcome != Outcome::NoBudget;
    Row {
        cells: [
            one_line(&case.label),
            or_absent(time.map(|time| figure::time(time.median))),
            or_absent(interval),
            or_absent(throughput),
            or_absent(budget.map(figure::limit)),
            or_absent(
                budget
                    .and_then(|budget| budget.headroom)
                    .map(figure::headroom),
            ),
            or_absent(has_verdict.then(|| outcome.word().to_owned())),
        ],
        outcome,
    }
}

/// Why there is nothing to show.
fn of_problem(problem: &str) -> Row {
    let mut cells = COLUMNS.map(|_| String::new());
    cells[0] = format!("  {}", one_line(problem));
    Row {
        cells,
        outcome: Outcome::NoBudget,
    }
}

fn of_budget(name: String, budget: &BudgetResult) -> Row {
    let outcome = Outcome::of_budget(budget);
    let amount = |value| figure::amount(budget.unit, value);
    let interval = budget
        .lower
        .zip(budget.upper)
        .map(|(lower, upper)| format!("{} .. {}", amount(lower), amount(upper)));
    Row {
        cells: [
            name,
            or_absent(budget.measured.map(amount)),
            or_absent(interval),
            ABSENT.to_owned(),
            figure::limit(budget),
            or_absent(budget.headroom.map(figure::headroom)),
            outcome.word().to_owned(),
        ],
        outcome,
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// In so many columns: what is too long loses its middle, since both ends of a name tell most.
fn shortened(text: &str, columns: usize) -> String {
    let length = width(text);
    if length <= columns {
        return text.to_owned();
    }
    let head = (columns - 1) / 2;
    let tail = columns - 1 - head;
    let start = text.chars().take(head);
    let end = text.chars().skip(length - tail);
    start.chain(['…']).chain(end).collect()
}

fn coloured(cell: &str, outcome: Outcome, style: Style) -> String {
    let code = match outcome {
        Outcome::Error => "1;35",
        Outcome::Fail => "1;31",
        Outcome::Inconclusive => "36",
        Outcome::Warn => "33",
        Outcome::Pass => "32",
        Outcome::NotEnforced | Outcome::Unknown => "2",
        Outcome::NoBudget => return cell.to_owned(),
    };
    if style.is_coloured {
        format!("\u{1b}[{code}m{cell}\u{1b}[0m")
    } else {
        cell.to_owned()
    }
}
