//! Rules about budgets: with each other, with the sizes and with what is counted.

use crate::attribute::{Attribute, Throughput};
use crate::context::Context;
use crate::function::Function;
use crate::limit::{self, Limit};
use crate::option;
use crate::rate::Counted;
use crate::sizes::Sizes;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    critical_has_a_target,
    enforce_has_a_budget,
    formulas_have_a_size,
    lists_have_a_limit_per_size,
    formulas_give_a_time,
    single_calls_can_be_timed,
    limits_rise,
    min_throughput_counts_what_is_processed,
    min_throughput_has_something_to_process,
];

/// Options of which none is below one before it, and why.
const RISING: &[(&[&str], &str)] = &[
    (
        &[option::TARGET, option::CRITICAL],
        "past `target` a case is warned of, and past `critical` it fails",
    ),
    (
        &[option::P50, option::P90, option::P99, option::P999],
        "no percentile is shorter than a lower one",
    ),
];

/// The shortest limit on single calls, in picoseconds; below it clocks measure themselves.
const SHORTEST_CALL: u64 = 100_000;

fn critical_has_a_target(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let budgets = &attribute.budgets;
    let Some(name) = budgets
        .name(option::CRITICAL)
        .filter(|_| budgets.name(option::TARGET).is_none())
    else {
        return true;
    };
    context.error(
        name,
        "`critical` is the limit beside a `target` that only warns: add `target`, or write this one as \
         `target`, which fails by itself",
    );
    false
}

fn enforce_has_a_budget(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let budgets = &attribute.budgets;
    let Some(name) = budgets.enforce.name().filter(|_| budgets.is_empty()) else {
        return true;
    };
    context.error(
        name,
        "`enforce` has no budget to enforce: add one, as in `target = \"1us\"`, or remove `enforce`",
    );
    false
}

fn formulas_have_a_size(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    if attribute.sizes.name().is_some() {
        return true;
    }
    none(attribute.budgets.limits(), |(option, limit)| {
        let Limit::Formula(literal, _) = limit else {
            return false;
        };
        context.error(
            literal,
            format_args!(
                "`{option}`: `n` is the size, and there are no `sizes`: add them or write a duration, as in \
                 \"1us\""
            ),
        );
        true
    })
}

fn lists_have_a_limit_per_size(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    none(attribute.budgets.limits(), |(option, limit)| {
        let Limit::PerSize(list, limits) = limit else {
            return false;
        };
        let message = match (attribute.sizes.name(), attribute.sizes.value()) {
            (None, _) => format!(
                "`{option}`: a list has one limit per size, and there are no `sizes`: add them or write one \
                 duration"
            ),
            (_, Some(Sizes::Literal(sizes))) if sizes.len() != limits.len() => format!(
                "`{option}` has {}, and `sizes` has {}: give one limit per size",
                counted(limits.len(), "limit"),
                counted(sizes.len(), "size"),
            ),
            _ => return false,
        };
        context.error(list, message);
        true
    })
}

fn formulas_give_a_time(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let Some(Sizes::Literal(sizes)) = attribute.sizes.value() else {
        return true;
    };
    none(attribute.budgets.limits(), |(option, limit)| {
        let Limit::Formula(literal, formula) = limit else {
            return false;
        };
        let wrong = sizes.iter().find_map(|size| {
            let value = formula.at(*size);
            let error = limit::picoseconds(value).err()?;
            Some(if value < 0.5 {
                format!("gives no time at size {size}: add a constant, as in \"100ns + 5ns * n\"")
            } else {
                format!("at size {size}: {error}")
            })
        });
        let Some(wrong) = wrong else {
            return false;
        };
        context.error(literal, format_args!("`{option}` {wrong}"));
        true
    })
}

fn single_calls_can_be_timed(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let is_percentile = |option| !matches!(option, option::TARGET | option::CRITICAL);
    let percentiles = attribute
        .budgets
        .limits()
        .filter(|(option, _)| is_percentile(*option));
    none(percentiles, |(option, limit)| {
        let is_short = |index, size| {
            limit
                .at(index, size)
                .is_some_and(|limit| limit < SHORTEST_CALL)
        };
        each_literal(attribute, &[limit], is_short, |index, at_size| {
            context.error(
                limit.literal(index),
                format_args!(
                    "`{option}` is below 100 ns{at_size}: it is on single calls, and none that short can be \
                     timed; use `target`, which is judged over many calls at once"
                ),
            );
        })
    })
}

fn limits_rise(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    none(RISING, |(options, reason)| {
        let limits = attribute
            .budgets
            .limits()
            .filter(|(option, _)| options.contains(option))
            .collect::<Vec<_>>();
        !none(limits.windows(2), |pair| {
            let [(lower, low), (higher, high)] = pair else {
                return false;
            };
            let is_falling = |index, size| {
                let limits = low.at(index, size).zip(high.at(index, size));
                limits.is_some_and(|(low, high)| high < low)
            };
            each_literal(attribute, &[high, low], is_falling, |index, at_size| {
                context.error(
                    high.literal(index),
                    format_args!("`{higher}` is below `{lower}`{at_size}: {reason}"),
                );
            })
        })
    })
}

fn min_throughput_counts_what_is_processed(
    context: &Context,
    attribute: &Attribute,
    _: &Function,
) -> bool {
    let min_throughput = &attribute.budgets.min_throughput;
    let (Some(name), Some(rate)) = (min_throughput.name(), min_throughput.value()) else {
        return true;
    };
    let is_unstated = attribute.throughput.name().is_none();
    let has_sizes = attribute.sizes.name().is_some();
    let message = match (rate.counted, attribute.throughput.value()) {
        (Counted::Bytes, None) if is_unstated && !has_sizes => {
            "`min_throughput` has no bytes to count: add `throughput = |input| Bytes(input.len())`, or `sizes` \
             and `throughput = bytes`"
        }
        (Counted::Elements, None) if is_unstated && !has_sizes => {
            "`min_throughput` has no elements to count: add `throughput = |input| Elements(input.len())`, or \
             `sizes`"
        }
        (Counted::Bytes, None) if is_unstated => {
            "`min_throughput` is in bytes, and a size counts as elements: add `throughput = bytes`, or write the \
             rate in elements, as in \"50_000/s\""
        }
        (Counted::Bytes, Some(Throughput::Elements)) => {
            "`min_throughput` is in bytes, and `throughput` in elements: write `throughput = bytes`, or the rate \
             in elements, as in \"50_000/s\""
        }
        (Counted::Elements, Some(Throughput::Bytes)) => {
            "`min_throughput` is in elements, and `throughput` in bytes: write `throughput = elements`, or the \
             rate in bytes, as in \"100 MiB/s\""
        }
        _ => return true,
    };
    context.error(name, message);
    false
}

fn min_throughput_has_something_to_process(
    context: &Context,
    attribute: &Attribute,
    _: &Function,
) -> bool {
    let is_of_input = matches!(attribute.throughput.value(), Some(Throughput::Closure(_)));
    let (Some(name), Some(Sizes::Literal(sizes)), false) = (
        attribute.budgets.min_throughput.name(),
        attribute.sizes.value(),
        is_of_input,
    ) else {
        return true;
    };
    if !sizes.contains(&0) {
        return true;
    }
    context.error(
        name,
        "`min_throughput` is breached at size 0, where nothing is processed: remove that size",
    );
    false
}

/// Whether no item is illegal; all are asked.
fn none<T>(items: impl IntoIterator<Item = T>, is_illegal: impl FnMut(&T) -> bool) -> bool {
    items.into_iter().filter(is_illegal).count() == 0
}

/// Finds where the limits are illegal, as far as the attribute tells, and reports it once for each literal of
/// the first of them, with the size if there is one. `true` where there was something to report.
fn each_literal(
    attribute: &Attribute,
    limits: &[&Limit],
    is_illegal: impl Fn(usize, Option<usize>) -> bool,
    report: impl Fn(usize, &str),
) -> bool {
    let cases = match attribute.sizes.value() {
        Some(Sizes::Literal(sizes)) => sizes.iter().copied().map(Some).collect(),
        _ => vec![None; limits.iter().map(|limit| limit.len()).max().unwrap_or(1)],
    };
    let literals = limits.first().map_or(1, |limit| limit.len());
    let illegal = cases
        .into_iter()
        .enumerate()
        .filter(|(index, size)| is_illegal(*index, *size))
        .take(literals)
        .collect::<Vec<_>>();
    let is_sized = limits
        .iter()
        .any(|limit| !matches!(limit, Limit::Constant(..)));
    for (index, size) in &illegal {
        let at_size = size
            .filter(|_| is_sized)
            .map_or_else(String::new, |size| format!(" at size {size}"));
        report(*index, &at_size);
    }
    !illegal.is_empty()
}

/// `1 size`, `2 sizes`
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
