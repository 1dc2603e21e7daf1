//! The value of an option that limits a time: one duration or formula for all sizes, or a list with one
//! duration per size.
//!
//! Input: the expression behind `=`. Output: the limit and the literals it was read from, so that later
//! rules underline them. Invariant: whatever does not depend on the size is between one picosecond and 2^64.

use proc_macro2::{Ident, Span};
use std::ops::Range;
use syn::{Expr, ExprArray, ExprLit, Lit, LitStr};

use crate::context::Context;
use crate::duration::{self, DurationError};
use crate::formula::Formula;
use crate::option;
use crate::value;

/// A limit on a time.
pub(crate) enum Limit {
    /// In picoseconds, the same at every size.
    Constant(LitStr, u64),
    /// It depends on the size.
    Formula(LitStr, Formula),
    /// In picoseconds, in the order of the sizes.
    PerSize(ExprArray, Vec<(LitStr, u64)>),
}

impl Limit {
    /// Reads the value of the option `name`.
    pub(crate) fn parse(context: &Context, name: &Ident, written: &Expr) -> Option<Limit> {
        match value::ungrouped(written) {
            Expr::Array(list) => per_size(context, name, list),
            _ => single(context, name, &value::string(context, name, written)?),
        }
    }

    /// The picoseconds for the `index`-th size; `None` where only the compiler or nobody knows.
    pub(crate) fn at(&self, index: usize, size: Option<usize>) -> Option<u64> {
        match self {
            Limit::Constant(_, limit) => Some(*limit),
            Limit::Formula(_, formula) => picoseconds(formula.at(size?)).ok(),
            Limit::PerSize(_, limits) => limits.get(index).map(|(_, limit)| *limit),
        }
    }

    /// What says the limit for the `index`-th size.
    pub(crate) fn literal(&self, index: usize) -> Option<&LitStr> {
        match self {
            Limit::Constant(literal, _) | Limit::Formula(literal, _) => Some(literal),
            Limit::PerSize(_, limits) => limits.get(index).map(|(literal, _)| literal),
        }
    }

    /// How many limits are written.
    pub(crate) fn len(&self) -> usize {
        match self {
            Limit::Constant(..) | Limit::Formula(..) => 1,
            Limit::PerSize(_, limits) => limits.len(),
        }
    }
}

/// A value in picoseconds as a limit.
pub(crate) fn picoseconds(value: f64) -> Result<u64, DurationError> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "checked on both sides"
    )]
    if value < 0.5 {
        Err(DurationError::TooFine)
    } else if value >= u64::MAX as f64 {
        Err(DurationError::TooLong)
    } else {
        Ok(value.round() as u64)
    }
}

fn single(context: &Context, name: &Ident, literal: &LitStr) -> Option<Limit> {
    let name = option::spelling(name);
    let formula = Formula::parse(&literal.value(), &duration::UNIT)
        .map_err(|error| {
            let span = span_within(literal, error.at.clone());
            context.push(syn::Error::new(span, format_args!("`{name}`: {error}")));
        })
        .ok()?;
    let Some(constant) = formula.constant() else {
        return Some(Limit::Formula(literal.clone(), formula));
    };
    picoseconds(constant)
        .map(|limit| Limit::Constant(literal.clone(), limit))
        .map_err(|error| context.error(literal, format_args!("`{name}`: {error}")))
        .ok()
}

fn per_size(context: &Context, name: &Ident, list: &ExprArray) -> Option<Limit> {
    let spelling = option::spelling(name);
    if list.elems.is_empty() {
        context.error(
            list,
            format_args!(
                "`{spelling}` is empty: give one duration per size, as in `[\"1us\", \"8us\"]`"
            ),
        );
        return None;
    }
    let limits = list
        .elems
        .iter()
        .map(|element| {
            let Expr::Lit(ExprLit {
                lit: Lit::Str(_), ..
            }) = value::ungrouped(element)
            else {
                context.error(
                    element,
                    format_args!("a list for `{spelling}` is of strings, as in `[\"1us\", \"8us\"]`"),
                );
                return None;
            };
            match single(context, name, &value::string(context, name, element)?)? {
                Limit::Constant(literal, limit) => Some((literal, limit)),
                Limit::Formula(literal, _) => {
                    context.error(
                        literal,
                        "a list has one duration per size: a formula is for all sizes and stands alone",
                    );
                    None
                }
                Limit::PerSize(..) => None,
            }
        })
        // Every element is read before one that failed ends the list.
        .collect::<Vec<_>>();
    let limits = limits.into_iter().collect::<Option<Vec<_>>>()?;
    Some(Limit::PerSize(list.clone(), limits))
}

/// The part of a literal that `at` of its text is written with, where the compiler tells; else the whole.
fn span_within(literal: &LitStr, at: Range<usize>) -> Span {
    let token = literal.token();
    token
        .to_string()
        .find(&literal.value())
        .filter(|_| !at.is_empty())
        .and_then(|quote| token.subspan(quote + at.start..quote + at.end))
        .unwrap_or_else(|| literal.span())
}
