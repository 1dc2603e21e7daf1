//! Tokens looked through and rewritten, groups and all.

use std::mem;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};

/// Whether one of the tokens is what `is` looks for.
pub(crate) fn mentions(tokens: TokenStream, is: &dyn Fn(&TokenTree) -> bool) -> bool {
    tokens.into_iter().any(|token| {
        is(&token)
            || match token {
                TokenTree::Group(group) => mentions(group.stream(), is),
                _ => false,
            }
    })
}

/// The first identifier that is this word.
pub(crate) fn find_word(tokens: TokenStream, word: &str) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident == word => Some(ident),
        TokenTree::Group(group) => find_word(group.stream(), word),
        _ => None,
    })
}

/// `tokens` as if they all stood at `span`.
pub(crate) fn respanned(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            if let TokenTree::Group(group) = &token {
                token = TokenTree::Group(Group::new(
                    group.delimiter(),
                    respanned(group.stream(), span),
                ));
            }
            token.set_span(span);
            token
        })
        .collect()
}

/// `tokens` with `name` for each of the `lifetimes`.
pub(crate) fn with_lifetimes(tokens: TokenStream, lifetimes: &[String], name: &str) -> TokenStream {
    with_identifiers(tokens, &|ident, is_lifetime| {
        (is_lifetime && lifetimes.contains(&ident.to_string())).then_some(name)
    })
}

/// `tokens` with `_` for each of the `names`.
pub(crate) fn with_open_names(tokens: TokenStream, names: &[Ident]) -> TokenStream {
    with_identifiers(tokens, &|ident, is_lifetime| {
        (!is_lifetime && names.contains(ident)).then_some("_")
    })
}

/// `tokens` with the identifiers that `replace` has another name for; it is told whether one is a lifetime's.
fn with_identifiers<'a>(
    tokens: TokenStream,
    replace: &dyn Fn(&Ident, bool) -> Option<&'a str>,
) -> TokenStream {
    let mut is_lifetime = false;
    tokens
        .into_iter()
        .map(|token| {
            let was_lifetime = mem::replace(
                &mut is_lifetime,
                matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\''),
            );
            match token {
                TokenTree::Ident(ident) => {
                    let name = replace(&ident, was_lifetime);
                    TokenTree::Ident(
                        name.map_or(ident.clone(), |name| Ident::new(name, ident.span())),
                    )
                }
                TokenTree::Group(group) => {
                    let inner = with_identifiers(group.stream(), replace);
                    let mut replaced = Group::new(group.delimiter(), inner);
                    replaced.set_span(group.span());
                    TokenTree::Group(replaced)
                }
                other => other,
            }
        })
        .collect()
}
