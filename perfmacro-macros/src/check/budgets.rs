//! Rules about budgets: with each other, with the sizes and with what is counted.

use crate::attribute::{Attribute, Throughput};
use crate::context::Context;
use crate::function::Function;
use crate::kind::{self, Kind};
use crate::limit::{Course, Limit};
use crate::option;
use crate::rate::Counted;
use crate::sizes::Sizes;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    critical_has_a_target,
    enforce_has_a_budget,
    formulas_have_a_size,
    lists_have_a_limit_per_size,
    formulas_give_a_limit,
    single_calls_can_be_timed,
    limits_rise,
    min_throughput_counts_what_is_processed,
    min_throughput_has_something_to_process,
    alloc_scope_has_a_budget,
    counts_are_of_one_thread,
    complexity_has_sizes,
    complexity_has_sizes_apart,
    reference_has_a_ratio,
    ratios_have_a_reference,
    one_ratio_is_given,
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

/// What growth is seen over: so many sizes, each at least so many times the one before.
const SIZES_APART: usize = 3;
const FACTOR: usize = 4;

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
        let Course::Formula(literal, _) = &limit.course else {
            return false;
        };
        let (noun, example) = (limit.kind.noun(), limit.kind.example());
        context.error(
            literal,
            format_args!(
                "`{option}`: `n` is the size, and there are no `sizes`: add them or write a {noun}, as in \
                 {example}"
            ),
        );
        true
    })
}

fn lists_have_a_limit_per_size(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    none(attribute.budgets.limits(), |(option, limit)| {
        let Course::PerSize(list, limits) = &limit.course else {
            return false;
        };
        let message = match (attribute.sizes.name(), attribute.sizes.value()) {
            (None, _) => format!(
                "`{option}`: a list has one limit per size, and there are no `sizes`: add them or write one \
                 {}",
                limit.kind.noun()
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

fn formulas_give_a_limit(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let Some(Sizes::Literal(sizes)) = attribute.sizes.value() else {
        return true;
    };
    none(attribute.budgets.limits(), |(option, limit)| {
        let Course::Formula(literal, formula) = &limit.course else {
            return false;
        };
        let wrong = sizes.iter().find_map(|size| {
            let value = formula.at(*size);
            let error = limit.kind.limit(value).err()?;
            Some(if limit.kind == Kind::Time && value < kind::SHORTEST {
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
        .times()
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
            .times()
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

fn alloc_scope_has_a_budget(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let budgets = &attribute.budgets;
    let Some(name) = budgets
        .alloc_scope
        .name()
        .filter(|_| !budgets.limits_allocations())
    else {
        return true;
    };
    context.error(
        name,
        "`alloc_scope` says whose allocations count, and no budget limits any: add one, as in `max_allocs = 2`, \
         or remove `alloc_scope`",
    );
    false
}

fn counts_are_of_one_thread(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    if attribute.threads.name().is_none() {
        return true;
    }
    none(attribute.budgets.count_names(), |name| {
        context.error(
            name,
            format_args!(
                "`{}` counts what one call does, and with `threads` several run at once: give it to an annotated \
                 function without `threads` that calls this one",
                option::spelling(name)
            ),
        );
        true
    })
}

fn complexity_has_sizes(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let Some(name) = attribute
        .budgets
        .complexity
        .name()
        .filter(|_| attribute.sizes.name().is_none())
    else {
        return true;
    };
    context.error(
        name,
        "`complexity` is how calls grow with the size, and there are no `sizes`: add them, as in `sizes = [64, 256, \
         1024]`",
    );
    false
}

fn complexity_has_sizes_apart(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let (Some(complexity), Some(Sizes::Literal(sizes))) = (
        attribute.budgets.complexity.value(),
        attribute.sizes.value(),
    ) else {
        return true;
    };
    let mut sorted = sizes.clone();
    sorted.retain(|size| *size > 0);
    sorted.sort_unstable();
    let mut apart = Vec::<usize>::new();
    for size in &sorted {
        let is_apart = apart.last().is_none_or(|last| size / FACTOR >= *last);
        apart.extend(Some(*size).filter(|_| is_apart));
    }
    if apart.len() >= SIZES_APART {
        return true;
    }
    let first = sorted
        .first()
        .filter(|first| first.checked_mul(FACTOR * FACTOR).is_some())
        .map_or(64, |first| *first);
    let (second, third) = (first * FACTOR, first * FACTOR * FACTOR);
    let there_are = sizes
        .iter()
        .map(usize::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    context.error(
        &complexity.written,
        format_args!(
            "`complexity` needs {SIZES_APART} sizes, each at least {FACTOR} times the one before, to see how calls \
             grow, and `sizes` has {there_are}: write, for example, `sizes = [{first}, {second}, {third}]`"
        ),
    );
    false
}

fn reference_has_a_ratio(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let budgets = &attribute.budgets;
    let Some(name) = budgets.reference.name().filter(|_| !budgets.has_ratio()) else {
        return true;
    };
    context.error(
        name,
        "`reference` is a function to compare with, and nothing limits how they compare: add `max_ratio = 0.5`, \
         which is half of its time at most, or `min_speedup = 2.0`, which is the same",
    );
    false
}

fn ratios_have_a_reference(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let budgets = &attribute.budgets;
    if budgets.reference.name().is_some() {
        return true;
    }
    let names = [budgets.max_ratio.name(), budgets.min_speedup.name()];
    none(names.into_iter().flatten(), |name| {
        context.error(
            name,
            format_args!(
                "`{}` compares with another function: add its path, as in `reference = parse_naive`",
                option::spelling(name)
            ),
        );
        true
    })
}

fn one_ratio_is_given(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let budgets = &attribute.budgets;
    let (Some(_), Some(name)) = (budgets.max_ratio.name(), budgets.min_speedup.name()) else {
        return true;
    };
    context.error(
        name,
        "`max_ratio` and `min_speedup` are one limit in two ways, 0.5 and 2.0: keep one",
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
        .any(|limit| !matches!(limit.course, Course::Constant(..)));
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
