//! What only the compiler can vary: the types, constants and named arguments of an attribute, and their
//! combinations. Each becomes code of its own.

use syn::ext::IdentExt;
use syn::{Expr, Type};

use crate::args::Argument;
use crate::attribute::Attribute;
use crate::function::Function;
use crate::generics::Generic;
use crate::text::{compact, name_part, type_name_part};
use crate::value::ungrouped;

/// One combination.
pub(crate) struct Variant<'a> {
    /// What the generics of the function are, as far as the attribute says.
    pub(crate) chosen: Vec<Chosen<'a>>,
    pub(crate) argument: Option<&'a Argument>,
}

/// What a generic is measured for, and where that stands: the element of the list, and the part of it.
#[derive(Clone, Copy)]
pub(crate) struct Chosen<'a> {
    pub(crate) generic: &'a Generic,
    pub(crate) value: Value<'a>,
    pub(crate) element: usize,
    pub(crate) part: usize,
}

/// A type or a constant.
#[derive(Clone, Copy)]
pub(crate) enum Value<'a> {
    Type(&'a Type),
    Const(&'a Expr),
}

/// The combinations of types, constants and arguments, in this order, the last the fastest.
pub(crate) fn all<'a>(attribute: &'a Attribute, function: &'a Function) -> Vec<Variant<'a>> {
    let types = attribute.types.value().map(|types| {
        let generics = of_kind(function, true);
        chosen(&generics, types, |element, count| {
            let parts = type_parts(element, count).into_iter();
            parts.map(Value::Type).collect()
        })
    });
    let consts = attribute.consts.value().map(|consts| {
        let generics = of_kind(function, false);
        chosen(&generics, consts, |element, count| {
            let parts = const_parts(element, count).into_iter();
            parts.map(Value::Const).collect()
        })
    });
    let arguments = attribute.args.value();
    let mut variants = Vec::new();
    for types in optional(types.as_deref()) {
        for consts in optional(consts.as_deref()) {
            for argument in optional(arguments.map(Vec::as_slice)) {
                let chosen = types.into_iter().chain(consts).flatten();
                variants.push(Variant {
                    chosen: chosen.copied().collect(),
                    argument,
                });
            }
        }
    }
    variants
}

/// The types, or the constants, that the function is generic over.
pub(crate) fn of_kind(function: &Function, is_type: bool) -> Vec<&Generic> {
    function
        .generics
        .iter()
        .filter(|generic| generic.is_type() == is_type)
        .collect()
}

/// The types of one element of `types`, which is a tuple where there are several to choose.
pub(crate) fn type_parts(element: &Type, count: usize) -> Vec<&Type> {
    match element {
        Type::Tuple(tuple) if count > 1 => tuple.elems.iter().collect(),
        one => vec![one],
    }
}

/// The constants of one element of `consts`.
pub(crate) fn const_parts(element: &Expr, count: usize) -> Vec<&Expr> {
    match ungrouped(element) {
        Expr::Tuple(tuple) if count > 1 => tuple.elems.iter().collect(),
        one => vec![one],
    }
}

/// Every element of a list that is there, or once nothing.
pub(crate) fn optional<T>(list: Option<&[T]>) -> Vec<Option<&T>> {
    match list {
        Some(list) => list.iter().map(Some).collect(),
        None => vec![None],
    }
}

/// What each element of a list gives to each of the generics.
fn chosen<'a, T>(
    generics: &[&'a Generic],
    elements: &'a [T],
    parts: impl Fn(&'a T, usize) -> Vec<Value<'a>>,
) -> Vec<Vec<Chosen<'a>>> {
    elements
        .iter()
        .enumerate()
        .map(|(element, written)| {
            let parts = parts(written, generics.len());
            generics
                .iter()
                .zip(parts.into_iter().enumerate())
                .map(|(generic, (part, value))| Chosen {
                    generic,
                    value,
                    element,
                    part,
                })
                .collect()
        })
        .collect()
}

impl Variant<'_> {
    /// The types and constants as they are written: `u64, 8`.
    pub(crate) fn generics_text(&self) -> String {
        let texts = self.chosen.iter().map(|chosen| match chosen.value {
            Value::Type(written) => compact(written),
            Value::Const(written) => compact(written),
        });
        texts.collect::<Vec<_>>().join(", ")
    }

    /// What tells its tests from those of other variants: `u64`, `N_8`, `short`.
    pub(crate) fn name_parts(&self) -> Vec<String> {
        let generics = self.chosen.iter().map(|chosen| match chosen.value {
            Value::Type(written) => type_name_part(written),
            Value::Const(written) => {
                let name = chosen.generic.name.unraw();
                format!("{name}_{}", name_part(&compact(written)))
            }
        });
        let argument = self.argument.map(|argument| name_part(&argument.text()));
        generics.chain(argument).collect()
    }
}
