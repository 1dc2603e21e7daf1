//! What there is to tell of a budget that is relative to another function.

use crate::budget::{RatioBudget, RatioOption};
use crate::machine::Machine;
use crate::ratio::Ratio;
use crate::statistics::Estimate;
use crate::verdict::Processes;
use crate::verdict::paired::RatioJudgement;

use super::{Finding, Line, plural};

pub(super) fn finding(budget: RatioBudget, judgement: &RatioJudgement) -> Finding {
    let RatioBudget { declared, limit } = budget;
    let estimate = judgement.estimate.map(|estimate| said(declared, estimate));
    let share = judgement
        .estimate
        .map(|estimate| estimate.value.value() / limit.value());
    Finding {
        figure: estimate.map(|estimate| format!("{:.3}", estimate.value)),
        interval: estimate
            .map(|estimate| format!("{:.3} .. {:.3}", estimate.lower, estimate.upper)),
        limit: declared.of(limit).to_string(),
        note: None,
        excess: share.map(|share| format!("{:.1} %", (share - 1.0) * 100.0)),
        share,
    }
}

pub(super) fn account(
    budget: RatioBudget,
    judgement: &RatioJudgement,
    machine: &Machine,
) -> Vec<Line> {
    let RatioBudget { declared, limit } = budget;
    let mut lines = Vec::new();
    if let Some(estimate) = judgement.estimate {
        lines.push(("measured", measured(declared, estimate)));
    }
    if let Some(times) = judgement.times {
        let times = format!(
            "{} per call, and {} of the reference",
            times.function, times.reference
        );
        lines.push(("times", times));
    }
    lines.push((
        "budget",
        format!(
            "{} times {} ({})",
            declared.of(limit),
            what(declared),
            declared.name()
        ),
    ));
    lines.push(("agreement", agreement(judgement)));
    let interrupted = match judgement.interrupted {
        0 => String::new(),
        count => format!(", {count} pair{} interrupted", plural(count)),
    };
    lines.push(("machine", format!("{machine}{interrupted}")));
    lines
}

/// A ratio and its ends as they are declared: the other way round the upper end is the lower.
fn said(declared: RatioOption, estimate: Estimate<Ratio>) -> Estimate<Ratio> {
    let [lower, upper] = match declared {
        RatioOption::MaxRatio => [estimate.lower, estimate.upper],
        RatioOption::MinSpeedup => [estimate.upper, estimate.lower],
    };
    Estimate {
        value: declared.of(estimate.value),
        lower: declared.of(lower),
        upper: declared.of(upper),
        ..estimate
    }
}

fn measured(declared: RatioOption, estimate: Estimate<Ratio>) -> String {
    let Estimate {
        value,
        lower,
        upper,
        confidence,
        observations,
    } = said(declared, estimate);
    format!(
        "{value:.3} times {}, median of {observations} pair{} ({:.0} % interval {lower:.3} to {upper:.3})",
        what(declared),
        plural(observations),
        confidence * 100.0
    )
}

/// What it is so many times of.
fn what(declared: RatioOption) -> &'static str {
    match declared {
        RatioOption::MaxRatio => "the reference's time",
        RatioOption::MinSpeedup => "as fast as the reference",
    }
}

pub(super) fn agreement(judgement: &RatioJudgement) -> String {
    let all = judgement
        .estimate
        .map_or(0, |estimate| estimate.observations);
    let counted = format!("{} of {all} pair{}", judgement.over, plural(all));
    match judgement.processes {
        Processes { all: 0, .. } => format!("{counted} over the budget, in this process alone"),
        Processes { all, over } => format!(
            "{counted} and {over} of {all} fresh process{} over the budget",
            if all == 1 { "" } else { "es" }
        ),
    }
}
