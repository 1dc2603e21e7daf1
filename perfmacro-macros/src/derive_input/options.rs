//! The options of `#[input(..)]` as they were written, each in a place that it has a meaning in.
//!
//! Input: the attributes of a type, a variant or a field. Output: its options, and the errors of all others in the
//! context. Invariant: a name is known from the one table here, to the parser and to the messages.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, Meta, Token};

use crate::context::Context;
use crate::option;

/// What an `#[input(..)]` stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Type,
    Variant,
    Field,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Place::Type => "the type",
            Place::Variant => "a variant",
            Place::Field => "a field",
        }
    }
}

/// An option: its name, where it goes, and a correct use of it, for messages.
struct Known {
    name: &'static str,
    place: Place,
    example: &'static str,
}

impl Known {
    const fn new(name: &'static str, place: Place, example: &'static str) -> Self {
        Known {
            name,
            place,
            example,
        }
    }

    fn takes_value(&self) -> bool {
        self.name != self.example
    }
}

pub(super) const CRATE: &str = "crate";
pub(super) const DEFAULT: &str = "default";
pub(super) const SIZE: &str = "size";
pub(super) const SKIP: &str = "skip";
pub(super) const WITH: &str = "with";

/// Every option.
const ALL: &[Known] = &[
    Known::new(CRATE, Place::Type, "crate = my_reexports::perfmacro"),
    Known::new(SKIP, Place::Variant, "skip"),
    Known::new(SIZE, Place::Field, "size = 16"),
    Known::new(WITH, Place::Field, "with = |size, rng| .."),
    Known::new(DEFAULT, Place::Field, "default"),
];

/// An option as it was written: one of [`ALL`], in its place, and with a value where it takes one.
pub(super) struct Written {
    pub(super) option: &'static str,
    pub(super) name: Ident,
    pub(super) value: Option<Expr>,
}

/// The legal options among `attributes`.
pub(super) fn of(context: &Context, attributes: &[Attribute], place: Place) -> Vec<Written> {
    let mut options = Vec::new();
    for attribute in attributes {
        if !attribute.path().is_ident("input") {
            continue;
        }
        if !matches!(attribute.meta, Meta::List(_)) {
            let example = ALL
                .iter()
                .find(|known| known.place == place)
                .map_or("", |known| known.example);
            context.error(
                attribute,
                format_args!("expected options in parentheses, as in `#[input({example})]`"),
            );
            continue;
        }
        let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
            while !input.is_empty() {
                options.extend(option(context, place, input)?);
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        });
        if let Err(error) = parsed {
            context.push(error);
        }
    }
    options
}

/// Reads one option; an `Err` is a mistake in the form, behind which nothing can be read.
fn option(context: &Context, place: Place, input: ParseStream<'_>) -> syn::Result<Option<Written>> {
    let name = input.call(Ident::parse_any)?;
    let equals = input.parse::<Option<Token![=]>>()?;
    if equals.is_none() && !input.is_empty() && !input.peek(Token![,]) {
        return Err(input.error("expected `=` or `,`"));
    }
    let value = equals.map(|_| input.parse::<Expr>()).transpose()?;
    let spelling = option::spelling(&name);
    let Some(known) = ALL.iter().find(|known| known.name == spelling) else {
        context.error(&name, unknown(&spelling, place));
        return Ok(None);
    };
    if known.place != place {
        context.error(
            &name,
            format_args!(
                "`{spelling}` goes on {}, not on {}",
                known.place.name(),
                place.name()
            ),
        );
        return Ok(None);
    }
    match (&value, known.takes_value()) {
        (None, true) => context.error(
            &name,
            format_args!("`{spelling}` takes a value: `{}`", known.example),
        ),
        (Some(value), false) => context.error(
            value,
            format_args!("`{spelling}` takes no value: write `#[input({spelling})]`"),
        ),
        _ => {
            return Ok(Some(Written {
                option: known.name,
                name,
                value,
            }));
        }
    }
    Ok(None)
}

fn unknown(name: &str, place: Place) -> String {
    let expected = ALL
        .iter()
        .filter(|known| known.place == place)
        .map(|known| format!("`{}`", known.name))
        .collect::<Vec<_>>();
    let expected = if let [one] = &expected[..] {
        format!("{} takes {one}", place.name())
    } else {
        format!("{} takes one of {}", place.name(), expected.join(", "))
    };
    format!("unknown option `{name}`: {expected}")
}
