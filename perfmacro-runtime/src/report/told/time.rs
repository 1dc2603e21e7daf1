//! What there is to tell of a budget on time.

use crate::budget::{Measure, TimeBudget};
use crate::machine::Machine;
use crate::statistics::Estimate;
use crate::time::Picoseconds;
use crate::verdict::{Judgement, Processes};

use super::{Finding, Line, plural};

pub(super) fn finding(budget: &TimeBudget, judgement: &Judgement) -> Finding {
    let estimate = judgement.estimate;
    let share = estimate.map(|estimate| estimate.value.ratio_to(judgement.limit));
    Finding {
        figure: estimate.map(|estimate| in_unit(budget, estimate.value)),
        interval: estimate.map(|estimate| format!("{} .. {}", estimate.lower, estimate.upper)),
        limit: limit(budget),
        note: None,
        excess: share.map(|share| format!("{:.1} %", (share - 1.0) * 100.0)),
        share,
    }
}

pub(super) fn account(
    budget: &TimeBudget,
    judgement: &Judgement,
    scale: f64,
    machine: &Machine,
) -> Vec<Line> {
    let measured = judgement
        .estimate
        .map(|estimate| ("measured", measured(budget, &estimate)));
    let further = [
        ("budget", declared(budget, scale)),
        ("agreement", agreement(judgement)),
        ("machine", format!("{machine}{}", state(judgement))),
    ];
    measured.into_iter().chain(further).collect()
}

/// The limit that was judged, in the budget's own unit.
pub(in crate::report) fn limit(budget: &TimeBudget) -> String {
    in_unit(budget, budget.limit)
}

fn in_unit(budget: &TimeBudget, time: Picoseconds) -> String {
    match budget.throughput {
        Some((_, amount)) => amount.rate(time).to_string(),
        None => time.to_string(),
    }
}

fn measured(budget: &TimeBudget, estimate: &Estimate) -> String {
    let what = match budget.measure {
        Measure::Median => format!(
            "{} per call, median of {} block{}",
            estimate.value,
            estimate.observations,
            plural(estimate.observations)
        ),
        Measure::Percentile(percentile) => format!(
            "{}, {} of {} single calls",
            estimate.value,
            percentile.option(),
            estimate.observations
        ),
    };
    let rate = budget.throughput.map_or_else(String::new, |(_, amount)| {
        format!(", {}", amount.rate(estimate.value))
    });
    if estimate.observations == 1 {
        return what + &rate;
    }
    format!(
        "{what} ({:.0} % interval {} to {}){rate}",
        estimate.confidence * 100.0,
        estimate.lower,
        estimate.upper,
    )
}

#[expect(clippy::float_cmp, reason = "a scale that was not set is exactly one")]
fn declared(budget: &TimeBudget, scale: f64) -> String {
    let TimeBudget {
        option,
        limit,
        declared,
        throughput,
        ..
    } = budget;
    match (throughput, scale == 1.0) {
        (None, true) => format!("{limit} ({option})"),
        (None, false) => format!("{limit} ({option} {declared}, PERFMACRO_SCALE={scale})"),
        (Some((rate, _)), true) => format!("{limit} ({option} {rate})"),
        (Some((rate, _)), false) => format!("{limit} ({option} {rate}, PERFMACRO_SCALE={scale})"),
    }
}

fn agreement(judgement: &Judgement) -> String {
    let Judgement {
        over,
        processes,
        measure,
        ..
    } = judgement;
    let all = judgement
        .estimate
        .map_or(0, |estimate| estimate.observations);
    let units = units(*measure);
    let counted = format!("{over} of {all} {units}{}", plural(all));
    match processes {
        Processes { all: 0, .. } => format!("{counted} over the budget, in this process alone"),
        Processes { all, over } => format!(
            "{counted} and {over} of {all} fresh process{} over the budget",
            if *all == 1 { "" } else { "es" }
        ),
    }
}

/// How the machine was while it measured: `, 3 blocks interrupted, clock at 1.00, core at 1.20 and memory at
/// 1.00 times their best`.
fn state(judgement: &Judgement) -> String {
    let interrupted = match judgement.interrupted {
        0 => String::new(),
        count => {
            let units = units(judgement.measure);
            format!(", {count} {units}{} interrupted", plural(count))
        }
    };
    let slowdown = judgement.slowdown.map_or_else(String::new, |slowdown| {
        format!(
            ", clock at {:.2}, core at {:.2} and memory at {:.2} times their best",
            slowdown.clock, slowdown.core, slowdown.memory
        )
    });
    interrupted + &slowdown
}

/// What votes.
fn units(measure: Measure) -> &'static str {
    match measure {
        Measure::Median => "block",
        Measure::Percentile(_) => "call",
    }
}
