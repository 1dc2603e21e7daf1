//! Which variants of an enum have an end: the ones to choose among where a value is deep in others of its type.
//!
//! Input: the variants and the enum's names. Output: how many of them end, after sorting those to the front.
//! A macro sees names and not types, so it takes the best evidence there is: first the variants made of nothing but types
//! that are known not to hold the enum, then those that do not name it.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Generics;

use crate::expand::OWNED_NAMES;

use super::target::{Source, Variant};

/// Sorts `variants` by [`Ending`] and tells how many have the best one there is.
pub(super) fn endings(variants: &mut [&Variant<'_>], name: &Ident, generics: &Generics) -> usize {
    let ending = |variant: &&Variant<'_>| Ending::of(variant, name, generics);
    variants.sort_by_key(ending);
    let best = variants.first().map(ending);
    variants
        .iter()
        .take_while(|variant| Some(ending(variant)) == best)
        .count()
}

/// How sure it is that a variant does not hold the enum again; the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    /// It is made of types of the standard library and of type parameters.
    Known,
    /// It does not name the enum; what it names may.
    Likely,
    None,
}

impl Ending {
    fn of(variant: &Variant<'_>, name: &Ident, generics: &Generics) -> Ending {
        let fields = variant
            .fields
            .iter()
            .filter_map(|field| match field.source {
                Source::Input { .. } => Some(field.written.to_token_stream()),
                Source::With { .. } | Source::Default => None,
            });
        fields
            .map(|written| {
                let is_known = |ident: &Ident| {
                    ident != name
                        && (OWNED_NAMES.iter().any(|known| ident == known)
                            || generics.type_params().any(|known| *ident == known.ident))
                };
                if all_idents(written.clone(), &is_known) {
                    Ending::Known
                } else if all_idents(written, &|ident| ident != name && ident != "Self") {
                    Ending::Likely
                } else {
                    Ending::None
                }
            })
            .max()
            .unwrap_or(Ending::Known)
    }
}

fn all_idents(tokens: TokenStream, is_so: &impl Fn(&Ident) -> bool) -> bool {
    tokens.into_iter().all(|token| match token {
        TokenTree::Ident(ident) => is_so(&ident),
        TokenTree::Group(group) => all_idents(group.stream(), is_so),
        TokenTree::Punct(_) | TokenTree::Literal(_) => true,
    })
}
