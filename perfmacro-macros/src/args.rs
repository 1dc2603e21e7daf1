//! `args = [("short", expression), ..]`: cases with a name and an expression for the input.

use proc_macro2::Ident;
use syn::{Expr, ExprLit, Lit, LitStr};

use crate::context::Context;
use crate::value;

/// One named argument.
pub(crate) struct Argument {
    pub(crate) name: LitStr,
    pub(crate) value: Expr,
}

impl Argument {
    /// The name without the space around it.
    pub(crate) fn text(&self) -> String {
        self.name.value().trim().to_owned()
    }
}

/// Reads the value of `args`: at least one, no name twice.
pub(crate) fn parse(context: &Context, name: &Ident, written: &Expr) -> Option<Vec<Argument>> {
    let elements = value::list(context, name, written, "a list of named inputs")?;
    let mut arguments: Vec<Argument> = Vec::with_capacity(elements.len());
    let mut is_legal = true;
    for element in elements {
        let Some(argument) = argument(context, name, element) else {
            is_legal = false;
            continue;
        };
        if arguments
            .iter()
            .any(|other| other.text() == argument.text())
        {
            context.error(
                &argument.name,
                format_args!(
                    "argument \"{}\" is given twice: names tell cases apart",
                    argument.text()
                ),
            );
            is_legal = false;
        }
        arguments.push(argument);
    }
    is_legal.then_some(arguments)
}

fn argument(context: &Context, option: &Ident, element: &Expr) -> Option<Argument> {
    let parts = match value::ungrouped(element) {
        Expr::Tuple(tuple) => tuple.elems.iter().collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    if let [name, written] = parts[..]
        && let Expr::Lit(ExprLit {
            lit: Lit::Str(_), ..
        }) = value::ungrouped(name)
    {
        return Some(Argument {
            name: value::string(context, option, name)?,
            value: written.clone(),
        });
    }
    context.error(
        element,
        "an argument is a name and the input it stands for: `(\"short\", \"a b\")`; for several parameters \
         the input is a tuple: `(\"short\", (\"a b\", 2))`",
    );
    None
}
