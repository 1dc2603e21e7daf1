//! A legal benchmark: what `expand` turns into code without a way to fail.
//!
//! It borrows the syntax it came from, so that a rule can point at any token of it.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Expr, Type};

use crate::args::Argument;
use crate::attribute::Attribute;
use crate::check;
use crate::context::Context;
use crate::function::{Function, Passing};
use crate::generics::Generic;
use crate::inputs::Inputs;
use crate::place::Place;
use crate::sizes::Sizes;
use crate::text::{self, compact, name_part, type_name_part};

/// An attribute and a function that fit each other.
pub(crate) struct Benchmark<'a> {
    pub(crate) attribute: &'a Attribute,
    pub(crate) function: &'a Function,
    /// Of a method's attribute.
    pub(crate) place: Option<Place>,
}

/// One combination of what only the compiler can vary.
pub(crate) struct Variant<'a> {
    /// What each generic of the function is, as far as the attribute says.
    pub(crate) chosen: Vec<(&'a Generic, Chosen<'a>)>,
    pub(crate) argument: Option<&'a Argument>,
}

/// What a generic is measured for, and where it stands: the element of the list, and the part of it.
pub(crate) struct Chosen<'a> {
    pub(crate) value: Value<'a>,
    pub(crate) element: usize,
    pub(crate) part: usize,
}

/// A type or a constant.
#[derive(Clone, Copy)]
pub(crate) enum Value<'a> {
    Type(&'a Type),
    Const(&'a Expr),
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

    /// The combinations of types, constants and arguments, in this order, the last the fastest.
    pub(crate) fn variants(&self) -> Vec<Variant<'a>> {
        let function = self.function;
        let of_kind = |is_type: bool| {
            function
                .generics
                .iter()
                .filter(move |generic| generic.is_type() == is_type)
                .collect::<Vec<_>>()
        };
        let types = self.attribute.types.value().map(|types| {
            let generics = of_kind(true);
            choices(&generics, types, |element, count| {
                type_parts(element, count)
                    .into_iter()
                    .map(Value::Type)
                    .collect()
            })
        });
        let consts = self.attribute.consts.value().map(|consts| {
            let generics = of_kind(false);
            choices(&generics, consts, |element, count| {
                const_parts(element, count)
                    .into_iter()
                    .map(Value::Const)
                    .collect()
            })
        });
        let arguments = self.attribute.args.value();
        let mut variants = Vec::new();
        for types in optional(types.as_deref()) {
            for consts in optional(consts.as_deref()) {
                for argument in optional(arguments.map(Vec::as_slice)) {
                    let chosen = types.into_iter().chain(consts).flatten();
                    variants.push(Variant {
                        chosen: chosen
                            .map(|(generic, chosen)| {
                                let Chosen {
                                    value,
                                    element,
                                    part,
                                } = *chosen;
                                let chosen = Chosen {
                                    value,
                                    element,
                                    part,
                                };
                                (*generic, chosen)
                            })
                            .collect(),
                        argument,
                    });
                }
            }
        }
        variants
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

    /// A test per case, as far as the cases are known here.
    pub(crate) fn tests(&self) -> Vec<Test> {
        if self.attribute.budgets.is_empty() {
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

impl Variant<'_> {
    /// The types and constants as they are written: `u64, 8`.
    pub(crate) fn generics_text(&self) -> String {
        let texts = self.chosen.iter().map(|(_, chosen)| match chosen.value {
            Value::Type(written) => compact(written),
            Value::Const(written) => compact(written),
        });
        texts.collect::<Vec<_>>().join(", ")
    }

    /// What tells its tests from those of other variants: `u64`, `N_8`, `short`.
    fn name_parts(&self) -> Vec<String> {
        let generics = self
            .chosen
            .iter()
            .map(|(generic, chosen)| match chosen.value {
                Value::Type(written) => type_name_part(written),
                Value::Const(written) => {
                    format!("{}_{}", generic.name.unraw(), name_part(&compact(written)))
                }
            });
        let argument = self.argument.map(|argument| name_part(&argument.text()));
        generics.chain(argument).collect()
    }
}

/// Every element of a list that is there, or once nothing.
fn optional<T>(list: Option<&[T]>) -> Vec<Option<&T>> {
    match list {
        Some(list) => list.iter().map(Some).collect(),
        None => vec![None],
    }
}

/// What each element of a list gives to each of the generics.
fn choices<'a, T>(
    generics: &[&'a Generic],
    elements: &'a [T],
    parts: impl Fn(&'a T, usize) -> Vec<Value<'a>>,
) -> Vec<Vec<(&'a Generic, Chosen<'a>)>> {
    elements
        .iter()
        .enumerate()
        .map(|(element, written)| {
            let parts = parts(written, generics.len());
            generics
                .iter()
                .zip(parts.into_iter().enumerate())
                .map(|(generic, (part, value))| {
                    let chosen = Chosen {
                        value,
                        element,
                        part,
                    };
                    (*generic, chosen)
                })
                .collect()
        })
        .collect()
}

/// The types of one element of `types`, which is a tuple where there are several to choose.
pub(crate) fn type_parts(element: &Type, count: usize) -> Vec<&Type> {
    match element {
        Type::Tuple(tuple) if count > 1 => tuple.elems.iter().collect(),
        one => vec![one],
    }
}

/// The constants of one element of `consts`.
pub(crate) fn const_parts(element: &Expr, count: usize) -> Vec<&Expr> {
    match crate::value::ungrouped(element) {
        Expr::Tuple(tuple) if count > 1 => tuple.elems.iter().collect(),
        one => vec![one],
    }
}
