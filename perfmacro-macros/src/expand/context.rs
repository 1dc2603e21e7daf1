//! What all calls of a routine share beside their input: the runtime of futures, or nothing.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::executor::Executor;
use crate::model::Benchmark;

/// The function that makes it.
pub(super) fn function(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
    if !benchmark.is_async() {
        return quote!(#private::routine::alone);
    }
    match benchmark.attribute.runtime.value() {
        None => quote!(|| #private::executor::Local),
        Some(Executor::Tokio {
            is_current_thread: true,
        }) => quote!(#private::tokio_runtime!(current_thread)),
        Some(Executor::Tokio { .. }) => quote!(#private::tokio_runtime!(multi_thread)),
        Some(Executor::Smol) => quote!(#private::smol_runtime!()),
        Some(Executor::Expression(written)) => {
            let written = super::outside(benchmark, written);
            quote!(|| #written)
        }
    }
}

/// `future` run to its end, where calls give futures; all of it at the place of what is called.
pub(super) fn awaited(benchmark: &Benchmark<'_>, span: Span, future: TokenStream) -> TokenStream {
    if !benchmark.awaits_calls() {
        return future;
    }
    // What asks for it: that a value has no such method is an error on the option.
    let name = benchmark.attribute.runtime.name();
    let block_on = Ident::new("block_on", name.map_or_else(Span::call_site, Ident::span));
    quote_spanned!(span=> __perfmacro_context.#block_on(#future))
}
