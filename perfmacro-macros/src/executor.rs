//! `runtime = tokio`, `runtime = smol`, `runtime = expression`: what runs an `async` function.

use proc_macro2::Ident;
use syn::{Expr, ExprCall};

use crate::context::Context;
use crate::value;

/// What runs futures.
pub(crate) enum Executor {
    /// Tokio's runtime, with one thread or with many.
    Tokio { is_current_thread: bool },
    /// `smol::block_on`.
    Smol,
    /// A value with a method `block_on`.
    Expression(Expr),
}

/// Reads the value of `runtime`.
pub(crate) fn parse(context: &Context, _: &Ident, written: &Expr) -> Option<Executor> {
    match value::ungrouped(written) {
        Expr::Path(path) if path.path.is_ident("tokio") => Some(Executor::Tokio {
            is_current_thread: false,
        }),
        Expr::Path(path) if path.path.is_ident("smol") => Some(Executor::Smol),
        Expr::Call(ExprCall { func, args, .. }) if value::is_word(func, "tokio") => {
            let flavor = args.first().filter(|_| args.len() == 1);
            let is = |word| flavor.is_some_and(|flavor| value::is_word(flavor, word));
            if is("current_thread") || is("multi_thread") {
                return Some(Executor::Tokio {
                    is_current_thread: is("current_thread"),
                });
            }
            context.error(
                written,
                "`tokio` is `tokio(multi_thread)`, which is the default, or `tokio(current_thread)`",
            );
            None
        }
        _ => Some(Executor::Expression(written.clone())),
    }
}
