//! Errors as code, which the compiler then reports on the tokens that they are about.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Path;

use crate::tokens::respanned;

/// One `compile_error!` per error. The path is of the user's edition, as the message's place is: `::core`, which syn
/// writes, is nothing in edition 2015, and neither is `::perfmacro`.
pub(crate) fn compile_errors(errors: &syn::Error, krate: Option<&Path>) -> TokenStream {
    let krate = krate.map_or_else(|| quote!(perfmacro), ToTokens::to_token_stream);
    errors
        .clone()
        .into_iter()
        .flat_map(|error| {
            let written = error.to_compile_error();
            let span = written
                .clone()
                .into_iter()
                .next()
                .map_or_else(Span::call_site, |token| token.span());
            let path = respanned(quote!(#krate::__private::), span);
            let call = written.into_iter().skip_while(
                |token| !matches!(token, TokenTree::Ident(name) if name == "compile_error"),
            );
            path.into_iter().chain(call)
        })
        .collect()
}
