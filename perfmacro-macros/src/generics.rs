//! What a function is generic over: its own types and constants, those of the `impl` block around it, and
//! `impl Trait` in its parameters.
//!
//! An `impl Trait` becomes a type with a name of ours, since a type that is measured has to be written
//! somewhere.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident};
use syn::{GenericParam, Type};

use crate::owner::Owner;
use crate::tokens::mentions;
use crate::type_map;

/// One type or constant.
pub(crate) struct Generic {
    /// The name that generated code gives what is measured: the function's own, or ours for `impl Trait`.
    pub(crate) name: Ident,
    pub(crate) kind: Kind,
    pub(crate) origin: Origin,
    /// What errors are reported on.
    pub(crate) written: TokenStream,
}

/// What it stands for.
pub(crate) enum Kind {
    Type,
    /// A constant of this type.
    Const(Box<Type>),
}

/// Where it is declared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The `impl` block.
    Owner,
    /// The function's own list.
    Function,
    /// `impl Trait` in a parameter.
    Parameter,
}

impl Generic {
    pub(crate) fn is_type(&self) -> bool {
        matches!(self.kind, Kind::Type)
    }

    /// Whether `tokens` mention it.
    pub(crate) fn is_in(&self, tokens: TokenStream) -> bool {
        mentions(
            tokens,
            &|token| matches!(token, TokenTree::Ident(ident) if *ident == self.name),
        )
    }
}

/// The types and constants of the block and of the function, in this order, without lifetimes.
pub(crate) fn declared(owner: Option<&Owner>, function: &syn::Generics) -> Vec<Generic> {
    let of = |origin: Origin, generics: &syn::Generics| {
        generics
            .params
            .iter()
            .filter_map(|parameter| generic(origin, parameter))
            .collect::<Vec<_>>()
    };
    let mut all = owner.map_or_else(Vec::new, |owner| of(Origin::Owner, &owner.generics));
    all.extend(of(Origin::Function, function));
    all
}

fn generic(origin: Origin, parameter: &GenericParam) -> Option<Generic> {
    let (name, kind) = match parameter {
        GenericParam::Type(declared) => (&declared.ident, Kind::Type),
        GenericParam::Const(declared) => {
            (&declared.ident, Kind::Const(Box::new(declared.ty.clone())))
        }
        GenericParam::Lifetime(_) => return None,
    };
    Some(Generic {
        name: name.clone(),
        kind,
        origin,
        written: parameter.to_token_stream(),
    })
}

/// The parameter's type with a name for each `impl Trait` in it, which `generics` gains.
pub(crate) fn without_impl_traits(written: &Type, generics: &mut Vec<Generic>) -> Type {
    type_map::map(written, &mut |part| {
        let Type::ImplTrait(bounds) = part else {
            return None;
        };
        let count = generics
            .iter()
            .filter(|generic| generic.origin == Origin::Parameter)
            .count();
        let name = format_ident!("__PerfmacroImpl{count}", span = bounds.impl_token.span);
        generics.push(Generic {
            name: name.clone(),
            kind: Kind::Type,
            origin: Origin::Parameter,
            written: bounds.impl_token.to_token_stream(),
        });
        Some(Type::Verbatim(name.into_token_stream()))
    })
}
