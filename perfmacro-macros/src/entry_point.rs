//! The attributes over `proc_macro2` tokens, so that they are tested without a compiler.

use proc_macro2::TokenStream;
use quote::quote;

use crate::attribute::Attribute;
use crate::context::Context;
use crate::function::Function;
use crate::{expand, model};

/// `#[perf_bench(arguments)] item`: the item as it is, and behind it either its registration and tests
/// or one `compile_error!` per mistake.
pub(crate) fn perf_bench(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let context = Context::new();
    let attribute = Attribute::parse(&context, arguments);
    let function = Function::parse(&context, item.clone());
    let benchmark = function
        .as_ref()
        .and_then(|function| model::Benchmark::new(&context, &attribute, function));

    let generated = match context.finish() {
        Ok(()) => benchmark
            .as_ref()
            .map(expand::benchmark)
            .unwrap_or_default(),
        Err(error) => error.into_compile_error(),
    };
    quote!(#item #generated)
}

/// `#[perf_only] item` where perfmacro is active: the item as it is.
pub(crate) fn perf_only(arguments: &TokenStream, item: TokenStream) -> TokenStream {
    if arguments.is_empty() {
        return item;
    }
    let error = syn::Error::new_spanned(
        arguments,
        "`perf_only` takes no options: write `#[perf_only]`",
    )
    .into_compile_error();
    quote!(#item #error)
}
