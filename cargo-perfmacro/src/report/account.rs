//! What there is to know of a budget, from its record: the same text in every format that has room for it.

use perfmacro_runtime::record::{
    Amount, Bound, BudgetResult, CaseResult, Evidence, GrowthResult, Site,
};

use super::figure::{self, plural};
use super::outcome::Outcome;

/// How many places that allocate are told.
const SITES: usize = 5;

/// A line of an account: what it is about, and what it says.
pub(super) type Line = (&'static str, String);

/// What it came to and why, in a line: `over its target by 12.5 %`.
pub(super) fn summary(budget: &BudgetResult) -> String {
    match &budget.reason {
        Some(reason) => reason.clone(),
        None => held(budget),
    }
}

fn held(budget: &BudgetResult) -> String {
    let measured = budget
        .measured
        .map(|measured| format!("{} of ", figure::amount(budget.unit, measured)));
    format!(
        "{}{} ({})",
        measured.unwrap_or_default(),
        figure::limit(budget),
        budget.option
    )
}

/// Everything that is recorded of it.
pub(super) fn lines(result: &CaseResult, budget: &BudgetResult) -> Vec<Line> {
    let mut lines = Vec::new();
    lines.extend(measured(budget).map(|line| ("measured", line)));
    lines.push(("budget", limit(budget)));
    lines.extend(
        budget
            .evidence
            .as_ref()
            .and_then(|evidence| agreement(budget, evidence))
            .map(|line| ("agreement", line)),
    );
    if let Some(growth) = &budget.growth {
        lines.extend(of_growth(growth));
    }
    let sites = budget.sites.iter().flatten().take(SITES);
    lines.extend(sites.map(|site| ("allocates", allocation(site))));
    if let Some(scale) = result.scale {
        lines.push(("scale", format!("limits on time times {scale}")));
    }
    if !result.optimized {
        lines.push(("build", "a crate compiled without optimisation".to_owned()));
    }
    lines
}

/// The account as text, a line for each line of it, headed by verdict, name and summary.
pub(super) fn text(result: &CaseResult, label: &str, budget: &BudgetResult) -> String {
    use std::fmt::Write as _;
    let mut text = format!(
        "{} {label}: {}",
        Outcome::of_budget(budget).word(),
        summary(budget)
    );
    for (about, line) in lines(result, budget).into_iter().chain(places(result)) {
        write!(text, "\n  {about:10} {line}").expect("writes into memory");
    }
    text
}

/// Where the attribute stands, and what test judges it.
pub(super) fn places(result: &CaseResult) -> Vec<Line> {
    let place = &result.location;
    let attribute = format!("{}:{}:{}", place.file, place.line, place.column);
    let mut lines = vec![("attribute", attribute)];
    lines.extend(result.test.clone().map(|test| ("test", test)));
    lines
}

fn measured(budget: &BudgetResult) -> Option<String> {
    let BudgetResult {
        unit,
        lower,
        upper,
        confidence,
        observations,
        first_call,
        ..
    } = budget;
    let amount = |value| figure::amount(*unit, value);
    let measured = amount(budget.measured?);
    let mut notes = Vec::new();
    if let (Some(lower), Some(upper)) = (lower, upper) {
        let confidence = confidence
            .map(|confidence| format!("{:.4} % ", confidence * 100.0).replace(".0000", ""))
            .unwrap_or_default();
        notes.push(format!(
            "{confidence}interval {} to {}",
            amount(*lower),
            amount(*upper)
        ));
    }
    notes.extend(observations.map(|count| format!("{count} observation{}", plural(count))));
    notes.extend(
        first_call.map(|first| format!("{} in the first call", amount(Amount::Whole(first)))),
    );
    if notes.is_empty() {
        Some(measured)
    } else {
        Some(format!("{measured} ({})", notes.join(", ")))
    }
}

fn limit(budget: &BudgetResult) -> String {
    let option = &budget.option;
    let judged = figure::amount(budget.unit, budget.limit);
    let bound = match budget.bound {
        Bound::AtLeast => "at least ",
        Bound::AtMost | Bound::Unknown => "",
    };
    if let Some(rate) = &budget.rate {
        let rate = figure::rate(rate.per_second, rate.unit);
        return format!("{rate}, which is {judged} per call ({option})");
    }
    if budget.limit == budget.declared {
        return format!("{bound}{judged} ({option})");
    }
    let declared = figure::amount(budget.unit, budget.declared);
    format!("{bound}{judged}, declared as {declared} ({option})")
}

fn agreement(budget: &BudgetResult, evidence: &Evidence) -> Option<String> {
    let Evidence {
        over,
        interrupted,
        processes,
        processes_over,
    } = evidence;
    let mut parts = Vec::new();
    parts.extend(
        budget
            .observations
            .map(|observations| format!("{over} of {observations} past the limit")),
    );
    if *processes > 0 {
        parts.push(format!(
            "{processes_over} of {processes} fresh process{}",
            if *processes == 1 { "" } else { "es" }
        ));
    }
    if *interrupted > 0 {
        parts.push(format!("{interrupted} interrupted"));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn of_growth(growth: &GrowthResult) -> Vec<Line> {
    let unit = growth.unit;
    let amount = |cost| figure::amount(unit, Amount::Whole(cost));
    let mut lines = vec![(
        "growth",
        format!(
            "{} in {}, from size {} to {}",
            growth.class, growth.resource, growth.small, growth.large
        ),
    )];
    let costs = growth
        .costs
        .iter()
        .map(|point| format!("{} at {}", amount(point.cost), point.size))
        .collect::<Vec<_>>();
    if !costs.is_empty() {
        lines.push(("costs", costs.join(", ")));
    }
    if let Some(fit) = &growth.fit {
        let fitted = format!("n^{:.2} over all sizes", fit.exponent);
        lines.push(("fitted", fitted));
    }
    lines
}

fn allocation(site: &Site) -> String {
    let place = site.file.as_ref().map(|file| match site.line {
        Some(line) => format!(" at {file}:{line}"),
        None => format!(" at {file}"),
    });
    let leaked = match site.leaked {
        0 => String::new(),
        leaked => format!(", {leaked} B of it never freed"),
    };
    format!(
        "{} block{} of {} B in {}{}{leaked}",
        site.count,
        plural(site.count),
        site.bytes,
        site.function,
        place.unwrap_or_default()
    )
}
