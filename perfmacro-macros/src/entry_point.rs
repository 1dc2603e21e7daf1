//! The attributes over `proc_macro2` tokens, so that they are tested without a compiler.

use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::quote;

use crate::attribute::Attribute;
use crate::compile_error::compile_errors;
use crate::context::Context;
use crate::function::Function;
use crate::implementation::{Implementation, Method};
use crate::owner::Owner;
use crate::place::Place;
use crate::{defaults, enclosing, expand, marker, model};

/// `#[perf_bench(arguments)] item`: the item as it is, and behind it what is generated for each function, or
/// one `compile_error!` per mistake.
pub(crate) fn perf_bench(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    if marker::item_begins_with(item, "impl") {
        implementation(&arguments, item)
    } else if marker::item_begins_with(item, "mod") {
        module(&arguments, item)
    } else {
        function(arguments, item)
    }
}

fn function(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    if let Some(error) = enclosing::refusal(item) {
        let error = compile_errors(&error, None);
        return quote!(#item #error);
    }
    let context = Context::new();
    let function = Function::parse(&context, item.clone());
    let generated = generated(context, arguments, function.as_ref(), None);
    quote!(#item #generated)
}

/// The code behind a function, or the errors of its attribute and those in `context`.
fn generated(
    context: Context,
    arguments: TokenStream,
    function: Option<&Function>,
    place: Option<Place>,
) -> TokenStream {
    let attribute = Attribute::parse(&context, arguments);
    let attribute = match function {
        Some(function) => attribute.over_defaults(function),
        None => attribute,
    };
    let benchmark =
        function.and_then(|function| model::Benchmark::new(&context, &attribute, function, place));
    match context.finish() {
        Ok(()) => benchmark
            .as_ref()
            .map(expand::benchmark)
            .unwrap_or_default(),
        Err(error) => compile_errors(&error, attribute.krate.value()),
    }
}

/// `#[perf_bench(defaults)] impl Type { .. }`: the block without the inner attributes, and behind it what is
/// generated for each of its annotated functions.
fn implementation(arguments: &TokenStream, item: &TokenStream) -> TokenStream {
    let context = Context::new();
    defaults::check(&context, arguments);
    let parsed = Implementation::parse(item.clone())
        .map_err(|error| context.push(error))
        .ok();
    if let Some(parsed) = &parsed
        && parsed.methods.is_empty()
    {
        context.error(
            first_token(item),
            "nothing in this `impl` block is measured: write `#[perf_bench(..)]` on its functions too",
        );
    }
    let (defaults, errors) = match context.finish() {
        Ok(()) => (arguments.clone(), None),
        Err(error) => (TokenStream::new(), Some(compile_errors(&error, None))),
    };
    let Some(Implementation {
        owner,
        methods,
        item,
    }) = parsed
    else {
        return quote!(#item #errors);
    };
    let generated = methods
        .into_iter()
        .map(|found| method(&owner, found, &defaults));
    quote!(#item #errors #(#generated)*)
}

fn method(owner: &Rc<Owner>, method: Method, defaults: &TokenStream) -> TokenStream {
    let Method {
        place,
        arguments,
        head,
    } = method;
    let context = Context::new();
    let function = head
        .map_err(|error| context.push(error))
        .ok()
        .and_then(|head| Function::new(&context, Some(Rc::clone(owner)), head));
    let arguments = defaults::append(&arguments, defaults);
    generated(context, arguments, function.as_ref(), Place::of(place))
}

/// `#[perf_bench(defaults)] mod name { .. }`: the module, with the defaults handed to the attributes in it.
fn module(arguments: &TokenStream, item: &TokenStream) -> TokenStream {
    let context = Context::new();
    defaults::check(&context, arguments);
    let append = |inner: &TokenStream| defaults::append(inner, arguments);
    let (rewritten, count) = marker::rewrite(item.clone(), &append);
    if count == 0 {
        context.error(
            first_token(item),
            "nothing in this module is measured: `#[perf_bench(..)]` on an inline module holds what all \
             annotated functions in it have in common",
        );
    }
    match context.finish() {
        Ok(()) => rewritten,
        Err(error) => {
            let errors = compile_errors(&error, None);
            quote!(#item #errors)
        }
    }
}

/// `impl` or `mod`, behind attributes and visibility.
fn first_token(item: &TokenStream) -> TokenStream {
    let keyword = |word: &str| {
        item.clone()
            .into_iter()
            .find(|token| token.to_string() == word)
    };
    keyword("impl")
        .or_else(|| keyword("mod"))
        .into_iter()
        .collect()
}

/// `#[perf_only] item` where perfmacro is active: the item as it is.
pub(crate) fn perf_only(arguments: &TokenStream, item: TokenStream) -> TokenStream {
    if arguments.is_empty() {
        return item;
    }
    let error = syn::Error::new_spanned(
        arguments,
        "`perf_only` takes no options: write `#[perf_only]`",
    );
    let error = compile_errors(&error, None);
    quote!(#item #error)
}

/// `#[derive(Input)] item` where perfmacro is active: what comes behind the item.
pub(crate) fn derive_input(item: TokenStream) -> TokenStream {
    crate::derive_input::derive(item)
}
