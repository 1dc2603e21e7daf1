//! `#[derive(perfmacro::Input)]`: from a type's declaration to its implementation of `Input`.
//!
//! Input: the tokens of a struct or an enum. Output: `impl Input` for it, or an error per mistake. The way is that of the
//! attribute: `options` (what `#[input(..)]` says) -> `target` (only legal types) -> `implementation` (an infallible
//! function of it), with `recursion` to tell which variants of an enum have an end.
//!
//! Invariant: generated code names nothing that stands at the derived type apart from the type's own parts.

mod implementation;
mod options;
mod recursion;
#[cfg(test)]
mod snapshots;
mod target;

use proc_macro2::TokenStream;

use crate::compile_error::compile_errors;
use crate::context::Context;

/// What is emitted behind the type.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let context = Context::new();
    let parsed = syn::parse2::<syn::Item>(item)
        .map_err(|error| context.push(error))
        .ok();
    let target = parsed
        .as_ref()
        .and_then(|item| target::Target::new(&context, item));
    match context.finish() {
        Ok(()) => target.as_ref().map(implementation::of).unwrap_or_default(),
        Err(error) => compile_errors(&error, None),
    }
}
