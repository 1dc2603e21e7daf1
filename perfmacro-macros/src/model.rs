//! A legal benchmark: what `expand` turns into code without a way to fail.
//!
//! It borrows the syntax it came from, so that a rule can point at any token of it.

use proc_macro2::Ident;
use syn::Expr;
use syn::ext::IdentExt;

use crate::attribute::Attribute;
use crate::check;
use crate::context::Context;
use crate::function::{Function, Passing};
use crate::sizes::Sizes;

/// An attribute and a function that fit each other.
pub(crate) struct Benchmark<'a> {
    pub(crate) attribute: &'a Attribute,
    pub(crate) function: &'a Function,
    pub(crate) input: Input<'a>,
}

/// Where the function's input comes from.
pub(crate) enum Input<'a> {
    /// The function has no parameter.
    None,
    /// The `setup`'s result: the one input, or a tuple of them.
    Setup(&'a Expr),
    /// Each parameter's own `Input` implementation.
    Generated,
}

/// The tests that an entry gets.
pub(crate) enum Tests<'a> {
    /// Each case runs once: there is no budget.
    Smoke,
    /// One case, one budget.
    Budget,
    /// One test per size.
    Sizes(&'a [usize]),
    /// The sizes are known to the compiler only.
    AllSizes,
}

impl<'a> Benchmark<'a> {
    /// The benchmark, or `None` with the reasons in `context`.
    pub(crate) fn new(
        context: &Context,
        attribute: &'a Attribute,
        function: &'a Function,
    ) -> Option<Benchmark<'a>> {
        if !check::all(context, attribute, function) {
            return None;
        }
        let input = match (attribute.setup.value(), function.parameters.is_empty()) {
            (_, true) => Input::None,
            (Some(setup), false) => Input::Setup(setup),
            (None, false) => Input::Generated,
        };
        Some(Benchmark {
            attribute,
            function,
            input,
        })
    }

    /// How the input as a whole is passed: exclusively where one parameter is, else by value where one is.
    pub(crate) fn passing(&self) -> Passing {
        let has = |passing| {
            self.function
                .parameters
                .iter()
                .any(|parameter| parameter.passing == passing)
        };
        if has(Passing::Exclusive) {
            Passing::Exclusive
        } else if has(Passing::Owned) {
            Passing::Owned
        } else {
            Passing::Shared
        }
    }

    /// The function's name as text, raw prefix removed.
    pub(crate) fn function_name(&self) -> String {
        self.function.signature.ident.unraw().to_string()
    }

    /// The module of the tests: `perf_parse` for `parse`.
    pub(crate) fn test_module(&self) -> Ident {
        Ident::new(
            &format!("perf_{}", self.function_name()),
            self.function
                .signature
                .ident
                .span()
                .resolved_at(proc_macro2::Span::call_site()),
        )
    }

    pub(crate) fn tests(&self) -> Tests<'a> {
        if self.attribute.budgets.is_empty() {
            return Tests::Smoke;
        }
        match self.attribute.sizes.value() {
            None => Tests::Budget,
            Some(Sizes::Literal(sizes)) => Tests::Sizes(sizes),
            Some(_) => Tests::AllSizes,
        }
    }
}
