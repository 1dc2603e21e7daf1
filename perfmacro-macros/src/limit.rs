//! The value of an option that limits a time or a count: one quantity or formula for all sizes, or a list
//! with one quantity per size.
//!
//! Input: the expression behind `=`. Output: the limit and the literals it was read from, so that later
//! rules underline them. Invariant: whatever does not depend on the size is below 2^64, and a time at least one
//! picosecond.

use std::ops::Range;

use proc_macro2::{Ident, Span};
use syn::{Expr, ExprArray, Lit, LitFloat, LitInt, LitStr};

use crate::context::Context;
use crate::formula::Formula;
use crate::kind::{self, Kind};
use crate::option;
use crate::value;

/// A limit, in the unit of its kind.
pub(crate) struct Limit {
    pub(crate) kind: Kind,
    pub(crate) course: Course,
}

/// How a limit goes with the size.
pub(crate) enum Course {
    /// The same at every size.
    Constant(Lit, u64),
    /// It depends on the size.
    Formula(Lit, Formula),
    /// In the order of the sizes.
    PerSize(ExprArray, Vec<(Lit, u64)>),
}

impl Limit {
    /// Reads the value of the option `name`.
    pub(crate) fn parse(
        context: &Context,
        name: &Ident,
        kind: Kind,
        written: &Expr,
    ) -> Option<Limit> {
        let course = match value::ungrouped(written) {
            Expr::Array(list) => per_size(context, name, kind, list),
            _ => single(context, name, kind, written),
        }?;
        Some(Limit { kind, course })
    }

    /// The limit for the `index`-th size; `None` where only the compiler or nobody knows.
    pub(crate) fn at(&self, index: usize, size: Option<usize>) -> Option<u64> {
        match &self.course {
            Course::Constant(_, limit) => Some(*limit),
            Course::Formula(_, formula) => self.kind.limit(formula.at(size?)).ok(),
            Course::PerSize(_, limits) => limits.get(index).map(|(_, limit)| *limit),
        }
    }

    /// What says the limit for the `index`-th size.
    pub(crate) fn literal(&self, index: usize) -> Option<&Lit> {
        match &self.course {
            Course::Constant(literal, _) | Course::Formula(literal, _) => Some(literal),
            Course::PerSize(_, limits) => limits.get(index).map(|(literal, _)| literal),
        }
    }

    /// How many limits are written.
    pub(crate) fn len(&self) -> usize {
        match &self.course {
            Course::Constant(..) | Course::Formula(..) => 1,
            Course::PerSize(_, limits) => limits.len(),
        }
    }
}

/// What is not a list.
fn single(context: &Context, name: &Ident, kind: Kind, written: &Expr) -> Option<Course> {
    if kind == Kind::Time {
        return text(context, name, kind, &value::string(context, name, written)?);
    }
    match value::unsigned(written) {
        (sign, Some(Lit::Int(_) | Lit::Float(_))) if sign < 0.0 => {
            let name = option::spelling(name);
            context.error(
                written,
                format_args!("`{name}` is not negative: the least is `{name} = 0`"),
            );
            None
        }
        (_, Some(Lit::Int(integer))) => whole(context, name, integer),
        (_, Some(Lit::Float(float))) => fraction(context, name, kind, float),
        (_, Some(Lit::Str(_))) => {
            text(context, name, kind, &value::string(context, name, written)?)
        }
        _ => value::expected(
            context,
            name,
            written,
            "a number, a string or a list with one for each size",
        ),
    }
}

/// A count as a number.
fn whole(context: &Context, name: &Ident, integer: &LitInt) -> Option<Course> {
    let limit = integer.base10_parse::<u64>().map_err(|_| {
        let (name, error) = (option::spelling(name), kind::TOO_LARGE);
        context.error(integer, format_args!("`{name}`: {error}"));
    });
    Some(Course::Constant(Lit::Int(integer.clone()), limit.ok()?))
}

/// A number with a point, which no count has.
fn fraction(context: &Context, name: &Ident, kind: Kind, float: &LitFloat) -> Option<Course> {
    let value = float.base10_parse::<f64>().unwrap_or(f64::INFINITY);
    let error = match kind.constant(value) {
        Ok(whole) => format!("{}: write `{whole}`", kind::WHOLE),
        Err(error) => error,
    };
    let name = option::spelling(name);
    context.error(float, format_args!("`{name}`: {error}"));
    None
}

/// A quantity or a formula in a string.
fn text(context: &Context, name: &Ident, kind: Kind, literal: &LitStr) -> Option<Course> {
    let name = option::spelling(name);
    let formula = kind
        .formula(&literal.value())
        .map_err(|(at, error)| {
            let span = span_within(literal, at);
            context.push(syn::Error::new(span, format_args!("`{name}`: {error}")));
        })
        .ok()?;
    let written = Lit::Str(literal.clone());
    let Some(constant) = formula.constant() else {
        return Some(Course::Formula(written, formula));
    };
    kind.constant(constant)
        .map_err(|error| context.error(literal, format_args!("`{name}`: {error}")))
        .map(|limit| Course::Constant(written, limit))
        .ok()
}

fn per_size(context: &Context, name: &Ident, kind: Kind, list: &ExprArray) -> Option<Course> {
    let spelling = option::spelling(name);
    let (noun, example) = (kind.noun(), kind.list_example());
    if list.elems.is_empty() {
        context.error(
            list,
            format_args!("`{spelling}` is empty: give one {noun} per size, as in `{example}`"),
        );
        return None;
    }
    let limits = list
        .elems
        .iter()
        .map(|element| {
            let is_written = match value::unsigned(element).1 {
                Some(Lit::Str(_)) => true,
                Some(Lit::Int(_) | Lit::Float(_)) => kind != Kind::Time,
                _ => false,
            };
            if !is_written {
                let elements = kind.elements();
                context.error(
                    element,
                    format_args!("a list for `{spelling}` is of {elements}, as in `{example}`"),
                );
                return None;
            }
            match single(context, name, kind, element)? {
                Course::Constant(literal, limit) => Some((literal, limit)),
                Course::Formula(literal, _) => {
                    context.error(
                        literal,
                        format_args!(
                            "a list has one {noun} per size: a formula is for all sizes and stands alone"
                        ),
                    );
                    None
                }
                Course::PerSize(..) => None,
            }
        })
        // Every element is read before one that failed ends the list.
        .collect::<Vec<_>>();
    let limits = limits.into_iter().collect::<Option<Vec<_>>>()?;
    Some(Course::PerSize(list.clone(), limits))
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
