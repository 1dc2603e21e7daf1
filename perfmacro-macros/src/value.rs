//! Reading an option's value: each function takes the expression written behind `=`, and gives the
//! value or reports the error on the expression's own tokens.

use proc_macro2::Ident;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprClosure, ExprLit, ExprUnary, Lit, LitStr, Pat, Token, UnOp};

use crate::context::Context;
use crate::option;

/// The expression without the invisible groups that `macro_rules!` puts around its arguments.
pub(crate) fn ungrouped(mut value: &Expr) -> &Expr {
    while let Expr::Group(group) = value {
        value = &group.expr;
    }
    value
}

/// The elements of a list that is not empty.
pub(crate) fn list<'a>(
    context: &Context,
    name: &Ident,
    written: &'a Expr,
    what: &str,
) -> Option<&'a Punctuated<Expr, Token![,]>> {
    match ungrouped(written) {
        Expr::Array(array) if array.elems.is_empty() => {
            let name = option::spelling(name);
            let example = option::lookup(&name).map_or("", |option| option.example);
            context.error(
                written,
                format_args!("`{name}` is empty: give at least one, as in `{example}`"),
            );
            None
        }
        Expr::Array(array) => Some(&array.elems),
        _ => expected(context, name, written, what),
    }
}

/// Whether a closure's last parameter is called `rng`: it then is handed random numbers.
pub(crate) fn asks_for_rng(closure: &ExprClosure) -> bool {
    let mut last = closure.inputs.last();
    while let Some(Pat::Type(typed)) = last {
        last = Some(&typed.pat);
    }
    matches!(last, Some(Pat::Ident(name)) if name.ident == "rng" || name.ident == "_rng")
}

/// Whether the expression is this identifier.
pub(crate) fn is_word(written: &Expr, word: &str) -> bool {
    matches!(ungrouped(written), Expr::Path(path) if path.path.is_ident(word))
}

/// A function's path, or a closure with one parameter.
pub(crate) fn function_of_one(context: &Context, name: &Ident, written: &Expr) -> Option<Expr> {
    match ungrouped(written) {
        Expr::Path(_) => Some(written.clone()),
        Expr::Closure(closure) if closure.inputs.len() == 1 && closure.asyncness.is_none() => {
            Some(written.clone())
        }
        _ => expected(
            context,
            name,
            written,
            "a function's path or a closure with one parameter",
        ),
    }
}

/// A string of one line that is not empty.
pub(crate) fn string(context: &Context, name: &Ident, value: &Expr) -> Option<LitStr> {
    match literal(value) {
        // A list of names has one on each line.
        Some(Lit::Str(string)) if string.value().contains(char::is_control) => {
            let name = option::spelling(name);
            context.error(
                string,
                format_args!("`{name}` is one line, without control characters"),
            );
            None
        }
        Some(Lit::Str(string)) if !string.value().trim().is_empty() => Some(string.clone()),
        Some(Lit::Str(string)) => {
            let name = option::spelling(name);
            let example = option::lookup(&name).map_or("", |option| option.example);
            context.error(
                string,
                format_args!("`{name}` is empty: write `{example}` or leave it out"),
            );
            None
        }
        _ => expected(context, name, value, "a string"),
    }
}

/// A whole number of at least `minimum`.
pub(crate) fn whole_number(
    context: &Context,
    name: &Ident,
    value: &Expr,
    minimum: u64,
) -> Option<u64> {
    let Some(Lit::Int(integer)) = literal(value) else {
        return expected(context, name, value, "a whole number");
    };
    match integer.base10_parse::<u64>() {
        Ok(number) if number >= minimum => Some(number),
        Ok(_) => {
            context.error(
                integer,
                format_args!("`{}` is at least {minimum}", option::spelling(name)),
            );
            None
        }
        Err(_) => expected(context, name, value, "a whole number below 2^64"),
    }
}

/// A number for which `is_legal` holds; `range` says in words which those are.
pub(crate) fn number(
    context: &Context,
    name: &Ident,
    value: &Expr,
    range: &str,
    is_legal: fn(f64) -> bool,
) -> Option<f64> {
    let parsed = match unsigned(value) {
        (sign, Some(Lit::Float(float))) => float.base10_parse::<f64>().map(|number| sign * number),
        (sign, Some(Lit::Int(integer))) => {
            integer.base10_parse::<f64>().map(|number| sign * number)
        }
        _ => return expected(context, name, value, "a number"),
    };
    match parsed {
        Ok(number) if is_legal(number) => Some(number),
        _ => {
            context.error(
                value,
                format_args!("`{}` is {range}", option::spelling(name)),
            );
            None
        }
    }
}

/// One of `words`, written as an identifier, a path that ends in it or a string, in any case.
pub(crate) fn word(
    context: &Context,
    name: &Ident,
    value: &Expr,
    words: &[&'static str],
) -> Option<&'static str> {
    let written = match ungrouped(value) {
        Expr::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        other => match literal(other) {
            Some(Lit::Str(string)) => Some(string.value()),
            _ => None,
        },
    };
    let found = written.and_then(|written| {
        words
            .iter()
            .copied()
            .find(|word| word.eq_ignore_ascii_case(&written))
    });
    if found.is_none() {
        let allowed = words
            .iter()
            .map(|word| format!("`{word}`"))
            .collect::<Vec<_>>()
            .join(", ");
        context.error(
            value,
            format_args!("`{}` is one of {allowed}", option::spelling(name)),
        );
    }
    found
}

/// Reports that `value` is not `what`, with a correct use of the option.
pub(crate) fn expected<T>(context: &Context, name: &Ident, value: &Expr, what: &str) -> Option<T> {
    let name = option::spelling(name);
    let example = option::lookup(&name).map_or("", |option| option.example);
    context.error(
        value,
        format_args!("`{name}` takes {what}, as in `{example}`"),
    );
    None
}

/// The literal that an expression is.
fn literal(value: &Expr) -> Option<&Lit> {
    match ungrouped(value) {
        Expr::Lit(ExprLit { lit, .. }) => Some(lit),
        _ => None,
    }
}

/// The sign of a literal and the literal without it.
pub(crate) fn unsigned(value: &Expr) -> (f64, Option<&Lit>) {
    match ungrouped(value) {
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => (-1.0, literal(expr)),
        other => (1.0, literal(other)),
    }
}
