//! `#[perf_bench(..)]` inside an annotated block or module, found by its name.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::{Meta, Path};

/// One inner attribute: the path it is written with, and what is in its parentheses.
pub(crate) struct Marker {
    pub(crate) path: Path,
    pub(crate) arguments: TokenStream,
}

impl Marker {
    /// What stands in the brackets of an attribute; `None` where it is another attribute.
    pub(crate) fn parse(brackets: TokenStream) -> Option<Marker> {
        let meta = syn::parse2::<Meta>(brackets).ok()?;
        if meta.path().segments.last()?.ident != "perf_bench" {
            return None;
        }
        match meta {
            Meta::Path(path) => Some(Marker {
                path,
                arguments: TokenStream::new(),
            }),
            Meta::List(list) => Some(Marker {
                path: list.path,
                arguments: list.tokens,
            }),
            Meta::NameValue(_) => None,
        }
    }

    /// The same of a parsed attribute.
    pub(crate) fn of(attribute: &syn::Attribute) -> Option<Marker> {
        let tokens = attribute.meta.to_token_stream();
        let is_outer = matches!(attribute.style, syn::AttrStyle::Outer);
        Marker::parse(tokens).filter(|_| is_outer)
    }
}

/// `tokens` with `append` applied to the arguments of every inner attribute, in whatever braces it stands;
/// how many there are.
pub(crate) fn rewrite(
    tokens: TokenStream,
    append: &dyn Fn(&TokenStream) -> TokenStream,
) -> (TokenStream, usize) {
    let mut rewritten = TokenStream::new();
    let mut count = 0;
    let mut is_attribute = false;
    for token in tokens {
        let was_attribute = std::mem::replace(
            &mut is_attribute,
            matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#'),
        );
        let TokenTree::Group(group) = token else {
            rewritten.extend([token]);
            continue;
        };
        let inner = match group.delimiter() {
            Delimiter::Bracket if was_attribute => Marker::parse(group.stream()).map(|marker| {
                count += 1;
                let Marker { path, arguments } = marker;
                let arguments = append(&arguments);
                quote!(#path(#arguments))
            }),
            Delimiter::Brace => {
                let (inner, inner_count) = rewrite(group.stream(), append);
                count += inner_count;
                Some(inner)
            }
            _ => None,
        };
        let replaced = match inner {
            Some(inner) => {
                let mut replaced = Group::new(group.delimiter(), inner);
                replaced.set_span(group.span());
                replaced
            }
            None => group,
        };
        rewritten.extend([TokenTree::Group(replaced)]);
    }
    (rewritten, count)
}

/// Whether the item, behind its attributes and its visibility, begins with this keyword; `unsafe` and
/// `default` may stand before it.
pub(crate) fn item_begins_with(item: &TokenStream, keyword: &str) -> bool {
    let parse = |input: syn::parse::ParseStream<'_>| {
        input.call(syn::Attribute::parse_outer)?;
        input.parse::<syn::Visibility>()?;
        let rest = input.parse::<TokenStream>()?;
        let word = rest
            .into_iter()
            .map(|token| token.to_string())
            .find(|word| word != "unsafe" && word != "default");
        Ok(word.is_some_and(|word| word == keyword))
    };
    parse.parse2(item.clone()).unwrap_or(false)
}
