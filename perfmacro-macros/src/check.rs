//! Rules that need more than one option, or an option and the function: one small function each.

mod budgets;
mod generics;
mod inputs;

use crate::attribute::{Attribute, Throughput};
use crate::context::Context;
use crate::function::Function;

type Rule = fn(&Context, &Attribute, &Function) -> bool;

/// Applies every rule, also behind one that failed. `true` where all hold.
pub(crate) fn all(context: &Context, attribute: &Attribute, function: &Function) -> bool {
    const RULES: &[Rule] = &[
        throughput_has_a_size,
        unsafe_calls_are_justified,
        safe_calls_are_not,
    ];
    // Not `all`, which would stop at the first that fails.
    inputs::RULES
        .iter()
        .chain(generics::RULES)
        .chain(RULES)
        .chain(budgets::RULES)
        .filter(|rule| !rule(context, attribute, function))
        .count()
        == 0
}

fn throughput_has_a_size(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let example = match attribute.throughput.value() {
        Some(Throughput::Bytes) => "|input| Bytes(input.len())",
        Some(Throughput::Elements) => "|input| Elements(input.len())",
        Some(Throughput::Closure(_)) | None => return true,
    };
    let Some(name) = attribute
        .throughput
        .name()
        .filter(|_| attribute.sizes.name().is_none())
    else {
        return true;
    };
    context.error(
        name,
        format_args!(
            "`throughput` counts the size, and there are no `sizes`: add them or write `throughput = \
             {example}`"
        ),
    );
    false
}

fn unsafe_calls_are_justified(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let Some(unsafety) = function
        .unsafety
        .as_ref()
        .filter(|_| attribute.safety.name().is_none())
    else {
        return true;
    };
    context.error(
        unsafety,
        "`perf_bench` makes `unsafe` calls only where you say why they are sound with these inputs: add, for \
         example, `safety = \"the input is ASCII\"`",
    );
    false
}

fn safe_calls_are_not(context: &Context, attribute: &Attribute, function: &Function) -> bool {
    let Some(name) = attribute
        .safety
        .name()
        .filter(|_| function.unsafety.is_none())
    else {
        return true;
    };
    context.error(
        name,
        "`safety` is for an `unsafe fn`, and this one is safe: remove it",
    );
    false
}
