//! `sizes = ..`: a list, the path of a constant, or a geometric range `10..=1000 * 10`.
//!
//! What can be read here becomes literal numbers, so that every size has a test of its own name; the
//! rest is left to the compiler.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{BinOp, Expr, ExprBinary, ExprLit, ExprRange, ExprUnary, Lit, RangeLimits, Token, UnOp};

use crate::context::Context;
use crate::value;

/// The sizes of an entry.
pub(crate) enum Sizes {
    /// Known here: in the order written, no size twice, at least one.
    Literal(Vec<usize>),
    /// An expression of type `&'static [usize]`, known to the compiler only.
    Slice(TokenStream),
    /// A geometric range with an end or a factor that only the compiler knows.
    Geometric(Box<Geometric>),
}

/// `first..=last * factor`.
pub(crate) struct Geometric {
    pub(crate) first: Expr,
    pub(crate) last: Expr,
    pub(crate) factor: Expr,
}

impl Sizes {
    /// Reads the value of `sizes`; its errors are on its own tokens.
    pub(crate) fn parse(context: &Context, name: &Ident, written: &Expr) -> Option<Sizes> {
        match value::ungrouped(written) {
            Expr::Array(array) => list(context, written, &array.elems),
            Expr::Range(range) => geometric(context, range),
            Expr::Path(path) => Some(Sizes::Slice(borrowed(path))),
            Expr::Reference(reference) => match value::ungrouped(&reference.expr) {
                Expr::Array(array) => list(context, written, &array.elems),
                other => Some(Sizes::Slice(borrowed(other))),
            },
            _ => value::expected(
                context,
                name,
                written,
                "a list of sizes, a constant's path or a geometric range",
            ),
        }
    }
}

fn list(
    context: &Context,
    written: &Expr,
    elements: &Punctuated<Expr, Token![,]>,
) -> Option<Sizes> {
    if elements.is_empty() {
        context.error(
            written,
            "`sizes` is empty: give at least one size, as in `sizes = [10, 100, 1000]`",
        );
        return None;
    }
    let mut sizes = Vec::with_capacity(elements.len());
    let mut is_literal = true;
    let mut is_legal = true;
    for element in elements {
        match Size::parse(context, element) {
            Size::Known(size) if sizes.contains(&size) => {
                context.error(
                    element,
                    format_args!("size {size} is given twice: keep one"),
                );
                is_legal = false;
            }
            Size::Known(size) => sizes.push(size),
            Size::Unknown => is_literal = false,
            Size::Illegal => is_legal = false,
        }
    }
    if !is_legal {
        None
    } else if is_literal {
        Some(Sizes::Literal(sizes))
    } else {
        Some(Sizes::Slice(quote_spanned!(written.span()=> &[#elements])))
    }
}

fn geometric(context: &Context, range: &ExprRange) -> Option<Sizes> {
    const SHAPE: &str = "a range of sizes is geometric, with its factor behind the end: `10..=1000 * 10` \
                         is 10, 100, 1000";
    let (Some(first), RangeLimits::Closed(_), Some(end)) =
        (&range.start, &range.limits, &range.end)
    else {
        context.error(range, SHAPE);
        return None;
    };
    let Expr::Binary(ExprBinary {
        left: last,
        op: BinOp::Mul(_),
        right: factor,
        ..
    }) = value::ungrouped(end)
    else {
        context.error(range, SHAPE);
        return None;
    };
    let parts = [&**first, &**last, &**factor].map(|part| Size::parse(context, part));
    if parts.iter().any(|part| matches!(part, Size::Illegal)) {
        return None;
    }
    let [from, to, step] = parts.map(Size::known);
    let mut is_legal = true;
    let mut refuse = |part: &Expr, message: String| {
        context.error(part, message);
        is_legal = false;
    };
    if from == Some(0) {
        refuse(
            first,
            "a geometric range starts at 1 or more: zero times the factor is zero".to_owned(),
        );
    }
    if step.is_some_and(|step| step < 2) {
        refuse(
            factor,
            "the factor of a geometric range is at least 2".to_owned(),
        );
    }
    if let Some((from, _)) = from.zip(to).filter(|(from, to)| from > to) {
        refuse(
            last,
            format!("the range is empty: it ends before it starts at {from}"),
        );
    }
    if !is_legal {
        return None;
    }
    let (Some(from), Some(to), Some(step)) = (from, to, step) else {
        let [first, last, factor] = [first, last, factor].map(|part| (**part).clone());
        return Some(Sizes::Geometric(Box::new(Geometric {
            first,
            last,
            factor,
        })));
    };
    let sizes = std::iter::successors(Some(from), |size| {
        size.checked_mul(step).filter(|next| *next <= to)
    });
    Some(Sizes::Literal(sizes.collect()))
}

/// One size as far as it is known here.
enum Size {
    Known(usize),
    /// An expression for the compiler.
    Unknown,
    /// Reported.
    Illegal,
}

impl Size {
    fn known(self) -> Option<usize> {
        match self {
            Size::Known(size) => Some(size),
            Size::Unknown | Size::Illegal => None,
        }
    }

    fn parse(context: &Context, element: &Expr) -> Size {
        let literal = match value::ungrouped(element) {
            Expr::Lit(ExprLit { lit, .. }) => lit,
            Expr::Unary(ExprUnary {
                op: UnOp::Neg(_), ..
            }) => {
                context.error(element, "a size is a `usize`: it cannot be negative");
                return Size::Illegal;
            }
            _ => return Size::Unknown,
        };
        let Lit::Int(integer) = literal else {
            context.error(literal, "a size is a whole number (`usize`)");
            return Size::Illegal;
        };
        if !matches!(integer.suffix(), "" | "usize") {
            context.error(
                literal,
                format_args!("a size is a `usize`: write `{}`", integer.base10_digits()),
            );
            return Size::Illegal;
        }
        integer.base10_parse().map_or_else(
            |_| {
                context.error(literal, "a size fits in a `usize`");
                Size::Illegal
            },
            Size::Known,
        )
    }
}

/// `&written`, with the reference on the user's own span, so that a wrong type is underlined there.
fn borrowed(written: &(impl ToTokens + Spanned)) -> TokenStream {
    let span: Span = written.span();
    quote_spanned!(span=> &#written)
}
