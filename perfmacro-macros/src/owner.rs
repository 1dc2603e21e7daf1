//! The `impl` block around a method: what `Self` is there.
//!
//! Generated code stands outside the block, so that `Self` is replaced by the type that it is, and what the
//! block is generic over by what is measured, or by `_` where a setup fixes it.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use syn::{Generics, ItemImpl, Path, PathArguments, Token, Type};

use crate::function::ungrouped;
use crate::text::{compact, name_part, type_name_part};
use crate::tokens::{mentions, respanned, with_lifetimes, with_open_names};

/// The header of an `impl` block, and the types it defines.
pub(crate) struct Owner {
    pub(crate) generics: Generics,
    self_type: Type,
    trait_path: Option<Path>,
    /// `type Item = u8;`
    associated: Vec<(Ident, TokenStream)>,
    pub(crate) conditions: Vec<syn::Attribute>,
}

impl Owner {
    pub(crate) fn new(header: ItemImpl, associated: Vec<(Ident, TokenStream)>) -> Owner {
        Owner {
            conditions: header
                .attrs
                .into_iter()
                .filter(|attribute| attribute.path().is_ident("cfg"))
                .collect(),
            generics: header.generics,
            self_type: ungrouped(&header.self_ty).clone(),
            trait_path: header.trait_.map(|(path, _)| path),
            associated,
        }
    }

    /// The name of a method: `Parser::parse`, `<Parser as Display>::fmt`, `<[T]>::sum`.
    pub(crate) fn name_of(&self, method: &str) -> String {
        let own = self.type_text();
        match (&self.trait_path, &self.self_type) {
            (Some(path), _) => format!("<{own} as {}>::{method}", last_text(path)),
            (None, Type::Path(_)) => format!("{own}::{method}"),
            (None, _) => format!("<{own}>::{method}"),
        }
    }

    /// The parts of the name of a method's tests.
    pub(crate) fn name_parts(&self) -> Vec<String> {
        let own = match &self.self_type {
            Type::Path(_) => name_part(&self.type_text()),
            other => type_name_part(other),
        };
        let of_trait = self
            .trait_path
            .as_ref()
            .and_then(|path| path.segments.last())
            .map(type_name_part);
        std::iter::once(own).chain(of_trait).collect()
    }

    /// `Parser`; `Heap` for `Heap<T>`, which is measured for the types its name goes on with.
    fn type_text(&self) -> String {
        let Type::Path(path) = &self.self_type else {
            return compact(&self.self_type);
        };
        let Some(last) = path.path.segments.last() else {
            return compact(&self.self_type);
        };
        if self.is_open(&last.arguments) {
            last.ident.to_string()
        } else {
            compact(last)
        }
    }

    /// Whether arguments name what the block is generic over, or a lifetime.
    fn is_open(&self, arguments: &PathArguments) -> bool {
        let names = self.names();
        mentions(arguments.to_token_stream(), &|token| match token {
            TokenTree::Ident(ident) => names.contains(ident),
            TokenTree::Punct(punct) => punct.as_char() == '\'',
            _ => false,
        })
    }

    /// The types and constants that the block is generic over.
    pub(crate) fn names(&self) -> Vec<Ident> {
        let types = self.generics.type_params().map(|found| found.ident.clone());
        let constants = self
            .generics
            .const_params()
            .map(|found| found.ident.clone());
        types.chain(constants).collect()
    }

    /// `<Heap<T>>` or `<Heap<T> as Trait>`: what stands before the name of a method where it is called, with
    /// `_` for the names that are `open`.
    pub(crate) fn path(&self, open: &[Ident]) -> TokenStream {
        let self_type = self.closed(self.self_type.to_token_stream(), open);
        let of_trait = self
            .trait_path
            .as_ref()
            .map(|path| self.replace_self(path.to_token_stream(), open))
            .map(|path| self.closed(path, open))
            .map(|path| quote!(as #path));
        quote!(<#self_type #of_trait>)
    }

    /// `tokens` with `Self`, and the types it defines, replaced; each error then is on the user's `Self`.
    pub(crate) fn replace_self(&self, tokens: TokenStream, open: &[Ident]) -> TokenStream {
        let mut tokens = tokens.into_iter().peekable();
        let mut replaced = TokenStream::new();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => {
                    let mut inner =
                        Group::new(group.delimiter(), self.replace_self(group.stream(), open));
                    inner.set_span(group.span());
                    replaced.extend([TokenTree::Group(inner)]);
                }
                TokenTree::Ident(ident) if ident == "Self" => {
                    let rest = tokens.clone().take(3).collect::<Vec<_>>();
                    if let Some(definition) = self.definition(&rest) {
                        tokens.nth(2);
                        replaced.extend(respanned(definition.clone(), ident.span()));
                    } else {
                        let is_path = is_path_separator(&rest);
                        replaced.extend(self.self_tokens(ident.span(), is_path, open));
                    }
                }
                other => replaced.extend([other]),
            }
        }
        replaced
    }

    /// Whether the block implements a trait.
    pub(crate) fn is_of_trait(&self) -> bool {
        self.trait_path.is_some()
    }

    /// Whether the block is one of the trait of this name.
    pub(crate) fn implements(&self, name: &str) -> bool {
        let last = self
            .trait_path
            .as_ref()
            .and_then(|path| path.segments.last());
        last.is_some_and(|last| last.ident == name)
    }

    /// Whether the block says what `Self::{name}` is.
    pub(crate) fn defines(&self, name: &Ident) -> bool {
        self.associated.iter().any(|(known, _)| known == name)
    }

    /// What `:: Name` behind `Self` is defined as.
    fn definition(&self, rest: &[TokenTree]) -> Option<&TokenStream> {
        let [_, _, TokenTree::Ident(name)] = rest else {
            return None;
        };
        is_path_separator(rest)
            .then(|| self.associated.iter().find(|(known, _)| known == name))?
            .map(|(_, definition)| definition)
    }

    /// The type for `Self` at `span`: a path as it stands in an expression too, `Heap::<T>`.
    pub(crate) fn self_tokens(&self, span: Span, is_path: bool, open: &[Ident]) -> TokenStream {
        let tokens = match &self.self_type {
            Type::Path(path) if path.qself.is_none() => {
                let mut path = path.clone();
                for segment in &mut path.path.segments {
                    if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                        arguments.colon2_token = Some(<Token![::]>::default());
                    }
                }
                path.to_token_stream()
            }
            other if is_path => quote!(<#other>),
            other => other.to_token_stream(),
        };
        respanned(self.closed(tokens, open), span)
    }

    /// `tokens` with `_` for the names that are `open`, and for the block's own lifetimes.
    fn closed(&self, tokens: TokenStream, open: &[Ident]) -> TokenStream {
        let lifetimes = self.lifetimes().collect::<Vec<_>>();
        with_lifetimes(with_open_names(tokens, open), &lifetimes, "_")
    }

    /// The declared lifetimes.
    pub(crate) fn lifetimes(&self) -> impl Iterator<Item = String> + '_ {
        self.generics
            .lifetimes()
            .map(|declared| declared.lifetime.ident.to_string())
    }
}

/// The last name of a path with its arguments.
fn last_text(path: &Path) -> String {
    path.segments.last().map(compact).unwrap_or_default()
}

fn is_path_separator(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(first), TokenTree::Punct(second), ..]
        if first.as_char() == ':' && second.as_char() == ':')
}
