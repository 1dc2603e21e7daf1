//! The type that an implementation is written for: legal, with its options resolved.
//!
//! Input: the parsed item. Output: a [`Target`], or `None` where the context has errors. Invariant: an enum has a variant
//! to choose.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Attribute, Expr, Fields, Generics, Item, ItemEnum, Member, Path, Type};

use crate::context::Context;
use crate::slot::Slot;
use crate::value;

use super::options::{self, Place, Written};

/// A struct or an enum that can be generated.
pub(super) struct Target<'a> {
    pub(super) name: &'a Ident,
    pub(super) generics: &'a Generics,
    pub(super) krate: Option<Path>,
    pub(super) shape: Shape<'a>,
    /// Naming it, or a part of it, needs `#[allow(deprecated)]`.
    pub(super) is_deprecated: bool,
}

/// What there is to generate.
pub(super) enum Shape<'a> {
    Struct(Vec<Field<'a>>),
    /// The variants that are not skipped, at least one.
    Enum(Vec<Variant<'a>>),
}

pub(super) struct Variant<'a> {
    pub(super) name: &'a Ident,
    pub(super) fields: Vec<Field<'a>>,
}

pub(super) struct Field<'a> {
    pub(super) member: Member,
    pub(super) written: &'a Type,
    pub(super) source: Source,
}

/// Where a field's value comes from.
pub(super) enum Source {
    /// Its type's `Input`.
    Input {
        size: Option<Expr>,
    },
    With {
        function: Expr,
        size: Option<Expr>,
    },
    Default,
}

impl<'a> Target<'a> {
    /// Reads the item; `None` where it cannot be generated, with the errors reported.
    pub(super) fn new(context: &Context, item: &'a Item) -> Option<Target<'a>> {
        let (attributes, name, generics, shape) = match item {
            Item::Struct(item) => (
                &item.attrs,
                &item.ident,
                &item.generics,
                Some(Shape::Struct(fields(context, &item.fields))),
            ),
            Item::Enum(item) => (
                &item.attrs,
                &item.ident,
                &item.generics,
                variants(context, item).map(Shape::Enum),
            ),
            Item::Union(item) => {
                context.error(
                    item.union_token,
                    "`Input` cannot be derived for a `union`, whose valid field is not known: implement it by hand",
                );
                return None;
            }
            other => {
                context.error(other, "`Input` is derived for a `struct` or an `enum`");
                return None;
            }
        };
        Some(Target {
            name,
            generics,
            krate: krate(context, attributes),
            shape: shape?,
            is_deprecated: mentions_deprecated(item.to_token_stream()),
        })
    }
}

fn krate(context: &Context, attributes: &[Attribute]) -> Option<Path> {
    let mut slot = Slot::default();
    for Written { name, value, .. } in options::of(context, attributes, Place::Type) {
        let path = match value.as_ref().map(value::ungrouped) {
            Some(Expr::Path(path)) if path.qself.is_none() => Some(path.path.clone()),
            other => {
                context.error(
                    other,
                    "`crate` takes a path, as in `crate = my_reexports::perfmacro`",
                );
                None
            }
        };
        slot.set(context, &name, path);
    }
    slot.value().cloned()
}

/// The variants to choose among; every one is read, so that all errors are reported.
fn variants<'a>(context: &Context, item: &'a ItemEnum) -> Option<Vec<Variant<'a>>> {
    let mut variants = Vec::new();
    for variant in &item.variants {
        let mut skip = Slot::default();
        for Written { name, .. } in options::of(context, &variant.attrs, Place::Variant) {
            skip.set(context, &name, Some(()));
        }
        let fields = fields(context, &variant.fields);
        if skip.name().is_none() {
            variants.push(Variant {
                name: &variant.ident,
                fields,
            });
        }
    }
    if variants.is_empty() {
        let message = if item.variants.is_empty() {
            "an `enum` without variants has no value to generate"
        } else {
            "every variant is skipped: leave one to generate"
        };
        context.error(&item.ident, message);
        return None;
    }
    Some(variants)
}

fn fields<'a>(context: &Context, fields: &'a Fields) -> Vec<Field<'a>> {
    fields
        .iter()
        .zip(fields.members())
        .map(|(field, member)| Field {
            member,
            written: &field.ty,
            source: source(context, &field.attrs),
        })
        .collect()
}

fn source(context: &Context, attributes: &[Attribute]) -> Source {
    let mut size = Slot::default();
    let mut with = Slot::default();
    let mut default = Slot::default();
    for Written {
        option,
        name,
        value,
    } in options::of(context, attributes, Place::Field)
    {
        match option {
            options::SIZE => size.set(context, &name, value),
            options::WITH => with.set(context, &name, value),
            _ => default.set(context, &name, Some(())),
        }
    }
    if default.name().is_some() {
        for other in [with.name(), size.name()].into_iter().flatten() {
            context.error(
                other,
                format_args!("`{other}` has no meaning beside `default`: keep one"),
            );
        }
        return Source::Default;
    }
    let size = size.value().cloned();
    match with.value().cloned() {
        Some(function) => Source::With { function, size },
        None => Source::Input { size },
    }
}

/// Whether `#[deprecated]` stands on the type or on any part of it.
fn mentions_deprecated(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        proc_macro2::TokenTree::Ident(ident) => ident == "deprecated",
        proc_macro2::TokenTree::Group(group) => mentions_deprecated(group.stream()),
        _ => false,
    })
}
