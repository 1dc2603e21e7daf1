//! Rules about inputs: who builds them, what reaches the function, and how often one is used.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprClosure, FnArg, Lifetime, Type};

use crate::attribute::Attribute;
use crate::context::Context;
use crate::function::{Function, Parameter, Passing};
use crate::inputs::Inputs;
use crate::value;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    options_have_a_parameter_to_fill,
    setup_takes_what_it_is_given,
    arguments_take_what_they_are_given,
    seed_has_an_input_to_generate,
    reuse_has_something_to_keep,
    static_references_come_from_a_setup,
    trait_objects_come_from_a_setup,
    associated_types_come_from_a_setup,
    exclusive_borrows_end_with_their_call,
];

fn options_have_a_parameter_to_fill(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    if !function.parameters.is_empty() {
        return true;
    }
    let options: [(Option<&Ident>, &str); 4] = [
        (
            attribute.setup.name(),
            "`setup` builds the input, and the function takes none: remove `setup` or add a parameter",
        ),
        (
            attribute.args.name(),
            "`args` are inputs, and the function takes none: remove `args` or add a parameter",
        ),
        (
            attribute.sizes.name(),
            "`sizes` has no effect on a function without parameters: remove it or add a parameter",
        ),
        (
            attribute.inputs.name(),
            "`inputs` has no effect on a function without parameters: remove it or add a parameter",
        ),
    ];
    let mut has_none = true;
    for (name, message) in options {
        if let Some(name) = name {
            context.error(name, message);
            has_none = false;
        }
    }
    has_none
}

/// What a setup is handed, in this order: the size, the argument, and, if it asks for one, an `Rng`.
fn setup_takes_what_it_is_given(context: &Context, attribute: &Attribute, _: &Function) -> bool {
    let Some(Expr::Closure(closure)) = attribute.setup.value().map(value::ungrouped) else {
        return true;
    };
    let has_sizes = attribute.sizes.name().is_some();
    let has_arguments = attribute.args.name().is_some();
    let expected = usize::from(has_sizes) + usize::from(has_arguments);
    if takes(closure, expected) {
        return true;
    }
    let message = match (has_sizes, has_arguments) {
        (true, true) => {
            "with `sizes` and `args`, `setup` takes the size and the argument: `|n, argument| ..`"
        }
        (true, false) => {
            "with `sizes`, `setup` takes the size: `|n| ..`, or with random numbers `|n, rng| ..`"
        }
        (false, true) => "with `args`, `setup` takes the argument: `|argument| ..`",
        (false, false) => {
            "without `sizes`, `setup` takes nothing, or random numbers: write `|| ..` or `|rng| ..`, or add \
             `sizes`"
        }
    };
    context.error(closure, message);
    false
}

fn arguments_take_what_they_are_given(
    context: &Context,
    attribute: &Attribute,
    _: &Function,
) -> bool {
    if attribute.setup.name().is_some() {
        return true;
    }
    let expected = usize::from(attribute.sizes.name().is_some());
    let mut is_legal = true;
    for argument in attribute.args.value().into_iter().flatten() {
        let Expr::Closure(closure) = value::ungrouped(&argument.value) else {
            continue;
        };
        if takes(closure, expected) {
            continue;
        }
        let message = if expected == 1 {
            "with `sizes`, an argument is a value or takes the size: `|n| ..`"
        } else {
            "without `sizes`, an argument is a value, or a closure without parameters that builds it"
        };
        context.error(closure, message);
        is_legal = false;
    }
    is_legal
}

/// Whether the closure has so many parameters, and one more where it asks for random numbers.
fn takes(closure: &ExprClosure, expected: usize) -> bool {
    closure.inputs.len() == expected + usize::from(value::asks_for_rng(closure))
}

fn seed_has_an_input_to_generate(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let Some(name) = attribute.seed.name() else {
        return true;
    };
    let takes_numbers = |setup: &Expr| matches!(value::ungrouped(setup), Expr::Closure(closure) if value::asks_for_rng(closure));
    let is_random = attribute.setup.value().is_some_and(takes_numbers);
    let message = if attribute.setup.name().is_some() && !is_random {
        "`seed` is for generated inputs, and `setup` builds this one without random numbers: remove one of \
         them, or take an `rng` in the setup"
    } else if attribute.args.name().is_some() && !is_random {
        "`seed` is for generated inputs, and `args` say what these are: remove one of them"
    } else if function.parameters.is_empty() {
        "`seed` is for generated inputs, and the function takes none: remove `seed`"
    } else {
        return true;
    };
    context.error(name, message);
    false
}

fn reuse_has_something_to_keep(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let has = |passing| {
        function
            .parameters
            .iter()
            .any(|parameter| parameter.passing == passing)
    };
    let is_reuse = attribute.inputs.value() == Some(&Inputs::Reuse);
    let Some(name) = attribute.inputs.name().filter(|_| is_reuse) else {
        return true;
    };
    let message = if has(Passing::Exclusive) || function.parameters.is_empty() {
        return true;
    } else if !has(Passing::Owned) {
        "`inputs = reuse` has no effect here: what stands behind `&` serves every call already; remove it"
    } else if !has(Passing::Shared) {
        "`inputs = reuse` keeps what stands behind references, and every parameter is taken by value: remove \
         it"
    } else {
        return true;
    };
    context.error(name, message);
    false
}

fn static_references_come_from_a_setup(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let reference = function
        .parameters
        .iter()
        .find(|parameter| parameter.is_static());
    let message = "perfmacro cannot generate an input that lives for `'static`: give a `setup` that returns the reference";
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

/// `I::Item`: generated code knows `I` by its type, and a type does not tell which trait's `Item` is meant.
fn associated_types_come_from_a_setup(
    context: &Context,
    attribute: &Attribute,
    function: &Function,
) -> bool {
    let associated = function
        .signature
        .inputs
        .iter()
        .find_map(|input| match input {
            FnArg::Typed(typed) => {
                let tokens = typed.ty.to_token_stream();
                is_associated(function, tokens).then_some(&typed.ty)
            }
            FnArg::Receiver(_) => None,
        });
    let message = "perfmacro cannot generate an input of an associated type: give a `setup`, or write \
                   `<Type as Trait>::Name`";
    needs_no_setup(context, attribute, associated, message)
}

/// Whether `T::Name` stands in the tokens of a type, for a `T` that the function is generic over; or
/// `Self::Name`, where the `impl` block does not say what that is.
fn is_associated(function: &Function, tokens: TokenStream) -> bool {
    let tokens = tokens.into_iter().collect::<Vec<_>>();
    tokens.iter().enumerate().any(|(index, token)| {
        let TokenTree::Ident(ident) = token else {
            return matches!(token, TokenTree::Group(group) if is_associated(function, group.stream()));
        };
        let [
            TokenTree::Punct(first),
            TokenTree::Punct(second),
            TokenTree::Ident(name),
            ..,
        ] = &tokens[index + 1..]
        else {
            return false;
        };
        let is_generic = function
            .generics
            .iter()
            .any(|generic| generic.name == *ident);
        let is_unknown = ident == "Self"
            && function
                .owner
                .as_ref()
                .is_some_and(|owner| !owner.defines(name));
        first.as_char() == ':' && second.as_char() == ':' && (is_generic || is_unknown)
    })
}

/// `&'a mut T<'a>` borrows its input for as long as what is in it lives, and `&'static mut T` for ever: no loop can
/// drop it.
fn exclusive_borrows_end_with_their_call(
    context: &Context,
    _: &Attribute,
    function: &Function,
) -> bool {
    let outlives = |parameter: &&Parameter| {
        let Some(lifetime) = &parameter.lifetime else {
            return false;
        };
        let is_own = parameter.passing == Passing::Exclusive;
        // In a receiver's type the lifetimes of the block have no name any more.
        let of_block = function
            .owner
            .as_ref()
            .is_some_and(|owner| owner.lifetimes().any(|name| lifetime.ident == name));
        let is_inside = mentions_lifetime(parameter.referent.to_token_stream(), lifetime);
        is_own && (parameter.is_static() || of_block || is_inside)
    };
    let Some(parameter) = function.parameters.iter().find(outlives) else {
        return true;
    };
    context.error(
        &parameter.lifetime,
        "`perf_bench` cannot make this call: it borrows its input for as long as the input's own contents live; \
         give the reference a lifetime of its own",
    );
    false
}

fn mentions_lifetime(tokens: TokenStream, lifetime: &Lifetime) -> bool {
    let tokens = tokens.into_iter().collect::<Vec<_>>();
    tokens.iter().any(|token| match token {
        TokenTree::Group(group) => mentions_lifetime(group.stream(), lifetime),
        _ => false,
    }) || tokens.windows(2).any(|pair| {
        matches!(pair, [TokenTree::Punct(punct), TokenTree::Ident(ident)]
            if punct.as_char() == '\'' && *ident == lifetime.ident)
    })
}

/// Without a `setup`, reports what only a setup can provide.
fn needs_no_setup(
    context: &Context,
    attribute: &Attribute,
    ungenerable: Option<impl ToTokens>,
    message: &str,
) -> bool {
    let is_built = attribute.setup.name().is_some() || attribute.args.name().is_some();
    let Some(ungenerable) = ungenerable.filter(|_| !is_built) else {
        return true;
    };
    context.error(ungenerable, message);
    false
}
