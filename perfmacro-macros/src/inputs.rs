//! `inputs = pool(16)` and `inputs = reuse`: how many calls an input serves.

use proc_macro2::Ident;
use syn::{Expr, ExprCall, ExprLit, Lit};

use crate::context::Context;
use crate::value;

/// How inputs are used, where that is not one for all calls or one for each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inputs {
    /// Calls take turns on as many inputs as this.
    Pool(usize),
    /// What is behind references stays as each call leaves it.
    Reuse,
}

/// A pool that is larger is a cache that is always cold.
const LARGEST_POOL: usize = 65_536;

/// Reads the value of `inputs`.
pub(crate) fn parse(context: &Context, name: &Ident, written: &Expr) -> Option<Inputs> {
    match value::ungrouped(written) {
        Expr::Path(path) if path.path.is_ident("reuse") => Some(Inputs::Reuse),
        Expr::Call(ExprCall { func, args, .. }) if value::is_word(func, "pool") => {
            if let Some(Expr::Lit(ExprLit {
                lit: Lit::Int(count),
                ..
            })) = args.first().map(value::ungrouped)
                && args.len() == 1
                && let Ok(count @ 2..=LARGEST_POOL) = count.base10_parse()
            {
                return Some(Inputs::Pool(count));
            }
            context.error(
                written,
                format_args!(
                    "`pool` takes how many inputs there are, from 2 to {LARGEST_POOL}: `inputs = pool(16)`"
                ),
            );
            None
        }
        _ => value::expected(context, name, written, "`pool(..)` or `reuse`"),
    }
}
