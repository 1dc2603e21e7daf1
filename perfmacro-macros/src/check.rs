//! Rules that need more than one option, or an option and the function: one small function each.

mod budgets;

use quote::ToTokens;
use syn::{Expr, Type};

use crate::attribute::{Attribute, Throughput};
use crate::context::Context;
use crate::function::Function;
use crate::value;

type Rule = fn(&Context, &Attribute, &Function) -> bool;

/// Applies every rule, also behind one that failed. `true` where all hold.
pub(crate) fn all(context: &Context, attribute: &Attribute, function: &Function) -> bool {
    const RULES: &[Rule] = &[
        setup_has_a_parameter_to_fill,
        setup_takes_the_size_where_there_are_sizes,
        seed_has_an_input_to_generate,
        sizes_reach_the_function,
        throughput_has_a_size,
        generics_are_fixed_by_a_setup,
        static_references_come_from_a_setup,
        trait_objects_come_from_a_setup,
    ];
    // Not `all`, which would stop at the first that fails.
    RULES
        .iter()
        .chain(budgets::RULES)
        .filter(|rule| !rule(context, attribute, function))
        .count()
        == 0
}

fn setup_has_a_parameter_to_fill(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let Some(name) = attribute
        .setup
        .name()
        .filter(|_| function.parameters.is_empty())
    else {
        return true;
    };
    context.error(
        name,
        "`setup` builds the input, and the function takes none: remove `setup` or add a parameter",
    );
    false
}

fn setup_takes_the_size_where_there_are_sizes(
    context: &Context,
    attribute: &Attribute,
    _: &Function,
) -> bool {
    let Some(Expr::Closure(closure)) = attribute.setup.value().map(value::ungrouped) else {
        return true;
    };
    let message = match (attribute.sizes.name(), closure.inputs.len()) {
        (Some(_), 1) | (None, 0) => return true,
        (Some(_), _) => "with `sizes`, `setup` takes the size and nothing else: `|n| ..`",
        (None, _) => "without `sizes`, `setup` takes nothing: write `|| ..` or add `sizes`",
    };
    context.error(closure, message);
    false
}

fn seed_has_an_input_to_generate(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let Some(name) = attribute.seed.name() else {
        return true;
    };
    let message = if attribute.setup.name().is_some() {
        "`seed` is for generated inputs, and `setup` builds this one: remove one of them"
    } else if function.parameters.is_empty() {
        "`seed` is for generated inputs, and the function takes none: remove `seed`"
    } else {
        return true;
    };
    context.error(name, message);
    false
}

fn sizes_reach_the_function(context: &Context, attribute: &Attribute, function: &Function) -> bool {
    let Some(name) = attribute
        .sizes
        .name()
        .filter(|_| function.parameters.is_empty())
    else {
        return true;
    };
    context.error(
        name,
        "`sizes` has no effect on a function without parameters: remove it or add a parameter",
    );
    false
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

fn generics_are_fixed_by_a_setup(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let message =
        "a generic function is measured for one type: give a `setup` whose result fixes it";
    needs_no_setup(
        context,
        attribute,
        function.first_unfixed_generic(),
        message,
    )
}

fn static_references_come_from_a_setup(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let reference = function
        .parameters
        .iter()
        .find(|parameter| parameter.is_static);
    let message =
        "a generated input does not live for `'static`: give a `setup` that returns the reference";
    needs_no_setup(
        context,
        attribute,
        reference.map(|found| &found.referent),
        message,
    )
}

fn trait_objects_come_from_a_setup(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let object = function
        .parameters
        .iter()
        .map(|parameter| &parameter.referent)
        .find(|referent| matches!(referent, Type::TraitObject(_)));
    let message = "perfmacro cannot generate an input of a trait object: give a `setup` that returns a value \
                   with the trait";
    needs_no_setup(context, attribute, object, message)
}

/// Without a `setup`, reports what only a setup can provide.
fn needs_no_setup(
    context: &Context,
    attribute: &Attribute,
    ungenerable: Option<impl ToTokens>,
    message: &str,
) -> bool {
    let Some(ungenerable) = ungenerable.filter(|_| attribute.setup.name().is_none()) else {
        return true;
    };
    context.error(ungenerable, message);
    false
}
