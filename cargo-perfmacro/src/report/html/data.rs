//! What the page's script reads: see the module above for the two blocks.

use std::collections::HashMap;
use std::io::{self, Write};

use perfmacro_runtime::record::{
    BudgetKind, BudgetResult, BudgetVerdict, Counts, Fitted, GrowthResult, Subject, Unit,
};
use serde::Serialize;

use crate::report::account::{self, Line};
use crate::report::model::Case;
use crate::report::{Model, Outcome, figure};

/// The table's columns: an entry for each case in each.
#[derive(Default, Serialize)]
struct Columns {
    label: Vec<String>,
    /// Cases that differ by their size alone have the same.
    family: Vec<usize>,
    is_family: Vec<u8>,
    size: Vec<Option<u64>>,
    /// Places in `outcomes`.
    outcome: Vec<usize>,
    median: Vec<Option<u64>>,
    lower: Vec<Option<u64>>,
    upper: Vec<Option<u64>>,
    /// The budgets in short.
    budgets: Vec<String>,
    /// Of the budget that has least left.
    headroom: Vec<Option<f64>>,
    place: Vec<String>,
}

#[derive(Serialize)]
struct Cases<'a> {
    outcomes: [(&'static str, &'static str); Outcome::ALL.len()],
    /// The name and the end, in milliseconds since 1970.
    runs: Vec<(&'a str, u64)>,
    /// What is counted, and its unit.
    counts: [(&'static str, &'static str); COUNTS.len()],
    environments: Vec<String>,
    /// For each environment the first of the same machine and toolchain.
    machines: Vec<usize>,
    columns: Columns,
}

pub(super) fn write_cases(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    let mut columns = Columns::default();
    let mut families = HashMap::new();
    for case in &model.cases {
        let next = families.len();
        columns
            .family
            .push(*families.entry(case.family()).or_insert(next));
        columns.push(case);
    }
    let cases = Cases {
        outcomes: Outcome::ALL.map(|outcome| (outcome.key(), outcome.word())),
        counts: COUNTS,
        runs: model
            .runs
            .iter()
            .map(|run| (run.name.as_str(), run.ended_ms))
            .collect(),
        environments: model.environments.iter().map(figure::environment).collect(),
        machines: model.machines(),
        columns,
    };
    serde_json::to_writer(out, &cases)?;
    Ok(())
}

impl Columns {
    fn push(&mut self, case: &Case) {
        let result = &case.latest.value;
        let time = case.time.as_ref().map(|time| &time.value);
        let budgets = case.budgets().iter();
        let budgets = budgets
            .map(|budget| format!("{} {}", budget.option, figure::limit(budget)))
            .collect::<Vec<_>>();
        self.label.push(case.label.clone());
        self.is_family
            .push(u8::from(result.subject == Subject::Family));
        self.size.push(result.size);
        self.outcome.push(case.outcome() as usize);
        self.median.push(time.map(|time| time.median));
        self.lower.push(time.map(|time| time.lower));
        self.upper.push(time.map(|time| time.upper));
        self.budgets.push(budgets.join(", "));
        let headroom = case.tightest().and_then(|budget| budget.headroom);
        self.headroom.push(headroom.map(four_digits));
        self.place
            .push(format!("{}:{}", result.location.file, result.location.line));
    }
}

#[derive(Serialize)]
struct Details<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'a str>,
    places: Vec<Line>,
    figures: Vec<Line>,
    budgets: Vec<Budget<'a>>,
    environment: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    samples: Option<Samples>,
    history: Vec<Moment>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    growth: Vec<Growth<'a>>,
}

/// Samples to a thousandth of their range, which is finer than any plot.
#[derive(Serialize)]
struct Samples {
    run: usize,
    least: u64,
    /// Above the least.
    most: u64,
    /// Above the least, in thousandths of the most.
    shares: Vec<u64>,
}

/// Run, environment, outcome; median, lower and upper end; what was counted, in the order of [`COUNTS`]; the exponent.
#[derive(Serialize)]
struct Moment(
    usize,
    Option<usize>,
    usize,
    Option<[u64; 3]>,
    Option<[Option<u64>; 5]>,
    Option<f64>,
);

#[derive(Serialize)]
struct Budget<'a> {
    option: &'a str,
    outcome: usize,
    /// Of a budget that holds its account says everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headroom: Option<f64>,
    /// In picoseconds, of a limit on the median time.
    #[serde(skip_serializing_if = "Option::is_none")]
    limit_ps: Option<u64>,
    account: Vec<Line>,
}

#[derive(Serialize)]
struct Growth<'a> {
    class: &'a str,
    resource: &'a str,
    unit: &'static str,
    small: u64,
    large: u64,
    costs: Vec<(u64, u64)>,
    /// The coefficient and the exponent.
    fit: Option<(f64, f64)>,
}

pub(super) fn write_details(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    for case in &model.cases {
        writeln!(out)?;
        serde_json::to_writer(&mut *out, &details(model, case))?;
    }
    Ok(())
}

fn details<'a>(model: &Model, case: &'a Case) -> Details<'a> {
    let result = &case.latest.value;
    let samples = case.samples.as_ref().and_then(|samples| {
        let least = *samples.value.iter().min()?;
        let most = samples.value.iter().max()? - least;
        let share = |sample: &u64| u128::from(sample - least) * 1000 / u128::from(most.max(1));
        let shares = samples.value.iter().map(share);
        Some(Samples {
            run: samples.run,
            least,
            most,
            shares: shares.filter_map(|share| share.try_into().ok()).collect(),
        })
    });
    let history = case.history.iter().map(|moment| {
        let time = moment
            .time
            .map(|time| [time.median, time.lower, time.upper]);
        Moment(
            moment.run,
            moment.environment,
            moment.outcome as usize,
            time,
            moment.counts.as_ref().map(counted),
            moment.exponent.map(four_digits),
        )
    });
    Details {
        problem: result.problem.as_deref(),
        places: account::places(result),
        figures: figures(model, case),
        budgets: case
            .budgets()
            .iter()
            .map(|budget| of_budget(case, budget))
            .collect(),
        environment: case.latest.environment,
        samples,
        history: history.collect(),
        growth: case
            .budgets()
            .iter()
            .filter_map(|budget| budget.growth.as_ref())
            .map(of_growth)
            .collect(),
    }
}

fn of_budget<'a>(case: &'a Case, budget: &'a BudgetResult) -> Budget<'a> {
    let is_of_median = budget.kind == BudgetKind::Time && !budget.option.starts_with('p');
    Budget {
        option: &budget.option,
        outcome: Outcome::of_budget(budget) as usize,
        summary: (budget.verdict != BudgetVerdict::Pass).then(|| account::summary(budget)),
        headroom: budget.headroom.map(four_digits),
        limit_ps: match budget.limit {
            perfmacro_runtime::record::Amount::Whole(limit)
                if is_of_median && budget.unit == Unit::Picoseconds =>
            {
                Some(limit)
            }
            _ => None,
        },
        account: account::lines(&case.latest.value, budget),
    }
}

fn of_growth(growth: &GrowthResult) -> Growth<'_> {
    let fit = |fit: &Fitted| (fit.coefficient, fit.exponent);
    Growth {
        class: &growth.class,
        resource: &growth.resource,
        unit: growth.unit.word(),
        small: growth.small,
        large: growth.large,
        costs: growth
            .costs
            .iter()
            .map(|point| (point.size, point.cost))
            .collect(),
        fit: growth.fit.as_ref().map(fit),
    }
}

/// What is known of a case besides its budgets.
fn figures(model: &Model, case: &Case) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(time) = &case.time {
        let time = &time.value;
        let ends = format!(
            "{} to {}",
            figure::time(time.lower),
            figure::time(time.upper)
        );
        lines.push((
            "time",
            format!("{} (interval {ends})", figure::time(time.median)),
        ));
        if let Some(throughput) = &case.throughput {
            let throughput = &throughput.value;
            let rate = figure::per_second(throughput, time.median);
            lines.push(("throughput", figure::rate(rate, throughput.unit)));
        }
    }
    if let Some(counts) = &case.counts {
        for ((name, unit), count) in COUNTS.into_iter().zip(counted(&counts.value)) {
            lines.extend(count.map(|count| (name, format!("{count}{unit}"))));
        }
    }
    let run = &model.runs[case.latest.run];
    let at = figure::date_time(case.latest.unix_time_ms).replace('T', " ");
    lines.push(("judged", format!("{at} UTC in run {}", run.name)));
    lines
}

/// What is counted, and its unit.
const COUNTS: [(&str, &str); 5] = [
    ("allocations", ""),
    ("allocated", " B"),
    ("peak", " B"),
    ("leaked", " B"),
    ("instructions", ""),
];

/// In the order of [`COUNTS`].
fn counted(counts: &Counts) -> [Option<u64>; 5] {
    [
        counts.allocs,
        counts.alloc_bytes,
        counts.peak,
        counts.leaked,
        counts.instructions,
    ]
}

/// What a bar of a hundred pixels shows, and a little more.
fn four_digits(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}
