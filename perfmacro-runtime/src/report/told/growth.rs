//! What there is to tell of a budget on growth.

use crate::growth::{Class, Fit, OfClass, PowerLaw, SLACK};
use crate::machine::Machine;
use crate::time::Picoseconds;
use crate::verdict::{Exponent, GrowthJudgement, Resource, Tail};

use super::{Finding, Line, ratio};

pub(super) fn finding(judgement: &GrowthJudgement) -> Finding {
    let limit = judgement.limit();
    Finding {
        figure: judgement.exponent.map(|found| power(found.value)),
        interval: judgement
            .exponent
            .filter(|_| judgement.resource == Resource::Time)
            .map(|found| format!("{} .. {}", power(found.lower), power(found.upper))),
        limit: power(limit),
        note: Some(format!(
            ", {} in {}",
            judgement.class,
            what(judgement.resource)
        )),
        excess: judgement
            .exponent
            .map(|found| format!("{:.2} in the exponent", found.value - limit)),
        share: None,
    }
}

pub(super) fn account(judgement: &GrowthJudgement, machine: &Machine) -> Vec<Line> {
    let Tail { small, large } = judgement.tail;
    let mut lines = Vec::new();
    if let Some(found) = judgement.exponent {
        let interval = if judgement.resource == Resource::Time {
            let Exponent { lower, upper, .. } = found;
            format!(" (95 % interval {} to {})", power(lower), power(upper))
        } else {
            String::new()
        };
        lines.push((
            "measured",
            format!(
                "{} in {}, from size {small} to {large}{interval}",
                power(found.value),
                what(judgement.resource)
            ),
        ));
    }
    lines.push((
        "budget",
        format!(
            "{} (complexity {}, which grows as {} there, and {SLACK} of slack)",
            power(judgement.limit()),
            judgement.class,
            power(judgement.class.exponent(small, large))
        ),
    ));
    let costs = judgement
        .costs
        .iter()
        .map(|point| {
            format!(
                "{} at {}",
                amount(judgement.resource, point.cost),
                point.size
            )
        })
        .collect::<Vec<_>>();
    if !costs.is_empty() {
        lines.push(("costs", costs.join(", ")));
    }
    if let Some(constants) = constants(judgement) {
        lines.push(("fitted", constants));
    }
    if let Some(pairs) = &judgement.pairs {
        lines.push(("agreement", ratio::agreement(pairs)));
        lines.push(("machine", machine.to_string()));
        lines.push((
            "",
            "caches are in a time; instructions, which valgrind counts, have none".to_owned(),
        ));
    }
    lines
}

/// What a cost is about over all sizes, as a power of the size and as the declared class.
pub(in crate::report) fn constants(judgement: &GrowthJudgement) -> Option<String> {
    let GrowthJudgement {
        class,
        resource,
        costs,
        ..
    } = judgement;
    let Fit {
        power_law: PowerLaw {
            coefficient,
            exponent,
        },
        of_class: OfClass { base, slope },
    } = Fit::of(*class, costs)?;
    let class = match *class {
        Class::CONSTANT => String::new(),
        class => {
            let class = class.to_string();
            let class = class.trim_start_matches("O(").trim_end_matches(')');
            format!(" + {} * {class}", share(*resource, slope))
        }
    };
    Some(format!(
        "{} * {} over all sizes, or {}{class}",
        share(*resource, coefficient),
        power(exponent),
        share(*resource, base)
    ))
}

/// `n^1.06`
pub(in crate::report) fn power(exponent: f64) -> String {
    format!("n^{exponent:.2}")
}

/// What grows.
pub(in crate::report) fn what(resource: Resource) -> &'static str {
    match resource {
        Resource::Instructions => "instructions",
        Resource::AllocBytes => "bytes that are asked for",
        Resource::Time => "time",
    }
}

fn amount(resource: Resource, cost: u64) -> String {
    match resource {
        Resource::Instructions | Resource::AllocBytes => cost.to_string(),
        Resource::Time => Picoseconds::new(cost).to_string(),
    }
}

/// A part of a cost.
fn share(resource: Resource, cost: f64) -> String {
    match resource {
        Resource::Instructions | Resource::AllocBytes => format!("{cost:.1}"),
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "no fit is below zero"
        )]
        Resource::Time => Picoseconds::new(cost.round() as u64).to_string(),
    }
}
