//! `types = [u8, u64, String]` and `consts = [1, 8, 64]`: what a generic function is measured for.

use proc_macro2::Ident;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, Token, Type};

use crate::context::Context;
use crate::option;
use crate::text::compact;
use crate::type_map;
use crate::value;

/// Reads the value of `types`: at least one, no type twice. References in them live for `'static`.
///
/// # Errors
///
/// It is no list of types.
pub(crate) fn parse(
    context: &Context,
    name: &Ident,
    input: ParseStream<'_>,
) -> syn::Result<Option<Vec<Type>>> {
    let refused = |error: &syn::Error| {
        let example = option::lookup(option::TYPES).map_or("", |option| option.example);
        syn::Error::new(
            error.span(),
            format_args!("`types` takes a list of types, as in `{example}`"),
        )
    };
    let group = input
        .parse::<proc_macro2::Group>()
        .map_err(|error| refused(&error))?;
    if group.delimiter() != proc_macro2::Delimiter::Bracket {
        return Err(refused(&syn::Error::new(group.span(), "")));
    }
    let types = Punctuated::<Type, Token![,]>::parse_terminated
        .parse2(group.stream())
        .map_err(|error| refused(&error))?;
    if types.is_empty() {
        context.error(name, "`types` is empty: give at least one type");
        return Ok(None);
    }
    let mut known = Vec::new();
    let mut is_legal = true;
    for written in &types {
        let text = compact(written);
        if known.contains(&text) {
            context.error(
                written,
                format_args!("type `{text}` is given twice: keep one"),
            );
            is_legal = false;
        }
        known.push(text);
    }
    Ok(is_legal.then(|| types.iter().map(type_map::with_static_references).collect()))
}

/// Reads the value of `consts`: at least one, no value twice.
pub(crate) fn parse_consts(context: &Context, name: &Ident, written: &Expr) -> Option<Vec<Expr>> {
    let elements = value::list(context, name, written, "a list of constants")?;
    let mut known = Vec::new();
    let mut is_legal = true;
    for element in elements {
        let text = compact(element);
        if known.contains(&text) {
            context.error(
                element,
                format_args!("constant `{text}` is given twice: keep one"),
            );
            is_legal = false;
        }
        known.push(text);
    }
    is_legal.then(|| elements.iter().cloned().collect())
}

/// Reads the value of `threads`: at least one number of threads, none twice.
pub(crate) fn parse_threads(context: &Context, name: &Ident, written: &Expr) -> Option<Vec<usize>> {
    const MOST: usize = 1024;
    let elements = value::list(context, name, written, "a list of numbers of threads")?;
    let mut threads = Vec::with_capacity(elements.len());
    let mut is_legal = true;
    for element in elements {
        let Some(count) = value::whole_number(context, name, element, 1) else {
            is_legal = false;
            continue;
        };
        let message = match usize::try_from(count) {
            Ok(count) if threads.contains(&count) => {
                format!("`{count}` is given twice: keep one")
            }
            Ok(count) if count <= MOST => {
                threads.push(count);
                continue;
            }
            _ => format!("`threads` is at most {MOST}"),
        };
        context.error(element, message);
        is_legal = false;
    }
    is_legal.then_some(threads)
}
