//! Rules about what a function is generic over: what `types`, `consts` and a `setup` leave open.

use quote::ToTokens;

use crate::attribute::Attribute;
use crate::context::Context;
use crate::function::Function;
use crate::generics::Generic;
use crate::variant::{const_parts, of_kind, type_parts};

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    types_have_something_to_choose,
    consts_have_something_to_choose,
    types_choose_each_type,
    consts_choose_each_constant,
    generics_are_fixed,
];

fn types_have_something_to_choose(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let Some(name) = attribute
        .types
        .name()
        .filter(|_| of_kind(function, true).is_empty())
    else {
        return true;
    };
    context.error(
        name,
        "`types` has no effect on a function without type parameters: remove it",
    );
    false
}

fn consts_have_something_to_choose(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let Some(name) = attribute
        .consts
        .name()
        .filter(|_| of_kind(function, false).is_empty())
    else {
        return true;
    };
    context.error(
        name,
        "`consts` has no effect on a function without constant parameters: remove it",
    );
    false
}

fn types_choose_each_type(context: &Context, attribute: &Attribute, function: &Function) -> bool {
    let generics = of_kind(function, true);
    let elements = attribute.types.value().into_iter().flatten();
    each_element_has(context, &generics, "types", elements, |element, count| {
        type_parts(element, count).len()
    })
}

fn consts_choose_each_constant(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let generics = of_kind(function, false);
    let elements = attribute.consts.value().into_iter().flatten();
    each_element_has(
        context,
        &generics,
        "constants",
        elements,
        |element, count| const_parts(element, count).len(),
    )
}

fn each_element_has<'a, T: ToTokens + 'a>(
    context: &Context,
    generics: &[&Generic],
    kind: &str,
    elements: impl Iterator<Item = &'a T>,
    parts: impl Fn(&T, usize) -> usize,
) -> bool {
    let count = generics.len();
    let mut is_legal = true;
    for element in elements {
        if count > 1 && parts(element, count) != count {
            let names = generics
                .iter()
                .map(|generic| generic.written.to_string())
                .collect::<Vec<_>>()
                .join("`, `");
            context.error(
                element,
                format_args!(
                    "there are {count} {kind} to choose, `{names}`: write a tuple of {count}"
                ),
            );
            is_legal = false;
        }
    }
    is_legal
}

fn generics_are_fixed(context: &Context, attribute: &Attribute, function: &Function) -> bool {
    let is_built = attribute.setup.name().is_some() || attribute.args.name().is_some();
    let mut is_fixed = true;
    for generic in &function.generics {
        let (option, example) = if generic.is_type() {
            (&attribute.types.name(), "types = [u8, String]")
        } else {
            (&attribute.consts.name(), "consts = [1, 8]")
        };
        let is_told = is_built && function.is_told_by_parameters(generic);
        if option.is_some() || is_told {
            continue;
        }
        let message = if is_built {
            format!(
                "no parameter tells `perf_bench` what this is, so that a `setup` does not fix it: give `{example}`"
            )
        } else {
            format!(
                "`perf_bench` measures a generic function for what you choose: give `{example}`, or a \
                 `setup` whose result fixes it"
            )
        };
        context.error(&generic.written, message);
        is_fixed = false;
        break;
    }
    is_fixed
}
