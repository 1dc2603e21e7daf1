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
use crate::generics::Generic;
use crate::inputs::Inputs;
use crate::place::Place;
use crate::sizes::Sizes;
use crate::text;
use crate::variant::{self, Variant, optional};

/// An attribute and a function that fit each other.
pub(crate) struct Benchmark<'a> {
    pub(crate) attribute: &'a Attribute,
    pub(crate) function: &'a Function,
    /// Of a method's attribute.
    pub(crate) place: Option<Place>,
}

/// How a case's input is passed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One input serves every call.
    Shared,
    /// By value, each call with its own unless it is `Copy`.
    Owned,
    /// With an input of its own for each call, which the call may change.
    Exclusive,
    /// On one state, which each call may change.
    Reused,
}

/// A test of an entry.
pub(crate) struct Test {
    pub(crate) name: String,
    pub(crate) cases: Cases,
}

/// The cases that a test judges.
#[derive(Clone, Copy)]
pub(crate) enum Cases {
    All,
    /// Those of the variant at this place.
    OfVariant(usize),
    /// The same together: how they grow.
    Growth(usize),
    /// The one at this place of the product.
    One(usize),
}

impl<'a> Benchmark<'a> {
    /// The benchmark, or `None` with the reasons in `context`.
    pub(crate) fn new(
        context: &Context,
        attribute: &'a Attribute,
        function: &'a Function,
        place: Option<Place>,
    ) -> Option<Benchmark<'a>> {
        if !check::all(context, attribute, function) {
            return None;
        }
        let benchmark = Benchmark {
            attribute,
            function,
            place,
        };
        benchmark.has_distinct_tests(context).then_some(benchmark)
    }

    /// Whether a case's input is built by an expression of the user's.
    pub(crate) fn is_built(&self) -> bool {
        self.attribute.setup.value().is_some() || self.attribute.args.value().is_some()
    }

    /// Whether calls, or the setup, give futures.
    pub(crate) fn is_async(&self) -> bool {
        let is_async_setup = matches!(
            self.attribute.setup.value().map(crate::value::ungrouped),
            Some(Expr::Closure(closure)) if closure.asyncness.is_some()
        );
        self.awaits_calls() || is_async_setup
    }

    /// Whether calls give futures.
    pub(crate) fn awaits_calls(&self) -> bool {
        self.function.is_async() || self.attribute.runtime.value().is_some()
    }

    /// How the input as a whole is passed: exclusively where one parameter is, else by value where one is.
    pub(crate) fn form(&self) -> Form {
        let has = |passing| {
            self.function
                .parameters
                .iter()
                .any(|parameter| parameter.passing == passing)
        };
        if self.attribute.inputs.value() == Some(&Inputs::Reuse) {
            Form::Reused
        } else if has(Passing::Exclusive) {
            Form::Exclusive
        } else if has(Passing::Owned) {
            Form::Owned
        } else {
            Form::Shared
        }
    }

    /// The combinations of what only the compiler can vary.
    pub(crate) fn variants(&self) -> Vec<Variant<'a>> {
        variant::all(self.attribute, self.function)
    }

    /// The generics of the `impl` block that the attribute says nothing of: a setup fixes them.
    pub(crate) fn open(&self) -> Vec<Ident> {
        let Some(owner) = &self.function.owner else {
            return Vec::new();
        };
        let is_chosen = |generic: &&Generic| {
            if generic.is_type() {
                self.attribute.types.value().is_some()
            } else {
                self.attribute.consts.value().is_some()
            }
        };
        let chosen = self
            .function
            .generics
            .iter()
            .filter(is_chosen)
            .map(|generic| &generic.name)
            .collect::<Vec<_>>();
        let mut names = owner.names();
        names.retain(|name| !chosen.contains(&name));
        names
    }

    /// The function's name as text, raw prefix removed.
    fn function_name(&self) -> String {
        self.function.signature.ident.unraw().to_string()
    }

    /// The name that an entry has where the attribute gives it none.
    pub(crate) fn default_name(&self) -> String {
        let function = self.function_name();
        match &self.function.owner {
            Some(owner) => owner.name_of(&function),
            None => function,
        }
    }

    /// The module of the tests: `perf_parse` for `parse`, `perf_Parser_parse` for a method.
    pub(crate) fn test_module(&self) -> Ident {
        let mut parts = vec!["perf".to_owned()];
        if let Some(owner) = &self.function.owner {
            parts.extend(owner.name_parts());
        }
        parts.push(self.function_name());
        Ident::new(
            &parts.join("_"),
            self.function
                .signature
                .ident
                .span()
                .resolved_at(proc_macro2::Span::call_site()),
        )
    }

    /// A test per case, as far as the cases are known here, and one per variant of how it grows.
    pub(crate) fn tests(&self) -> Vec<Test> {
        let mut tests = self.case_tests();
        if self.attribute.budgets.complexity.value().is_some() {
            let variants = self.variants().into_iter().enumerate();
            tests.extend(variants.map(|(place, variant)| {
                let mut parts = variant.name_parts();
                parts.push("complexity".to_owned());
                Test {
                    name: text::identifier(&parts, "case"),
                    cases: Cases::Growth(place),
                }
            }));
        }
        tests
    }

    fn case_tests(&self) -> Vec<Test> {
        if !self.attribute.budgets.judge_cases() {
            return vec![Test {
                name: "smoke".to_owned(),
                cases: Cases::All,
            }];
        }
        let mut tests = Vec::new();
        let mut index = 0;
        for (place, variant) in self.variants().iter().enumerate() {
            let parts = variant.name_parts();
            let sizes = match self.attribute.sizes.value() {
                None => vec![None],
                Some(Sizes::Literal(sizes)) => sizes.iter().map(Some).collect(),
                Some(_) => {
                    let mut parts = parts;
                    parts.push("all_sizes".to_owned());
                    tests.push(Test {
                        name: text::identifier(&parts, "case"),
                        cases: Cases::OfVariant(place),
                    });
                    continue;
                }
            };
            let threads = self.attribute.threads.value();
            for size in sizes {
                for threads in optional(threads.map(Vec::as_slice)) {
                    let mut parts = parts.clone();
                    parts.extend(size.map(|size| format!("size_{size}")));
                    parts.extend(threads.map(|threads| format!("threads_{threads}")));
                    if parts.is_empty() {
                        parts.push("budget".to_owned());
                    }
                    tests.push(Test {
                        name: text::identifier(&parts, "case"),
                        cases: Cases::One(index),
                    });
                    index += 1;
                }
            }
        }
        tests
    }

    /// Reports cases whose tests would have one name.
    fn has_distinct_tests(&self, context: &Context) -> bool {
        let mut names = self
            .tests()
            .into_iter()
            .map(|test| test.name)
            .collect::<Vec<_>>();
        names.sort();
        let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) else {
            return true;
        };
        let option = self.attribute.args.name().or(self.attribute.types.name());
        let option = option.or(self.attribute.consts.name());
        context.error(
            option.unwrap_or(&self.function.signature.ident),
            format_args!(
                "two cases would have the test `{}`: only letters, digits and underscores of a name are in \
                 that of its test",
                twice[0]
            ),
        );
        false
    }
}
