//! The options of one attribute as they were written, each legal by itself.
//!
//! Every option is parsed whatever became of the ones before it: a mistake costs its option, never the
//! rest of the attribute.

use std::fmt::Display;

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative as _;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprClosure, ExprPath, LitStr, Path, Token, Type};

use crate::args::{self, Argument};
use crate::budgets::{Budgets, Complexity};
use crate::complexity;
use crate::context::Context;
use crate::defaults;
use crate::duration;
use crate::executor::{self, Executor};
use crate::inputs::{self, Inputs};
use crate::limit::Limit;
use crate::option;
use crate::rate;
use crate::sizes::Sizes;
use crate::slot::Slot;
use crate::types;
use crate::value;

/// What is processed by one call.
pub(crate) enum Throughput {
    Bytes,
    Elements,
    /// Computed from the input.
    Closure(ExprClosure),
}

/// One slot per option; durations are in picoseconds.
#[derive(Default)]
pub(crate) struct Attribute {
    pub(crate) budgets: Budgets,
    pub(crate) sizes: Slot<Sizes>,
    pub(crate) args: Slot<Vec<Argument>>,
    pub(crate) types: Slot<Vec<Type>>,
    pub(crate) consts: Slot<Vec<Expr>>,
    pub(crate) threads: Slot<Vec<usize>>,
    pub(crate) skip: Slot<Expr>,
    pub(crate) setup: Slot<Expr>,
    pub(crate) inputs: Slot<Inputs>,
    pub(crate) seed: Slot<u64>,
    pub(crate) check: Slot<Expr>,
    pub(crate) throughput: Slot<Throughput>,
    pub(crate) runtime: Slot<Executor>,
    pub(crate) safety: Slot<LitStr>,
    pub(crate) name: Slot<LitStr>,
    pub(crate) group: Slot<LitStr>,
    pub(crate) krate: Slot<Path>,
    pub(crate) sample_size: Slot<u64>,
    pub(crate) warm_up_time: Slot<u64>,
    pub(crate) measurement_time: Slot<u64>,
    pub(crate) nresamples: Slot<u64>,
    pub(crate) confidence_level: Slot<f64>,
    pub(crate) significance_level: Slot<f64>,
    pub(crate) noise_threshold: Slot<f64>,
    pub(crate) sampling_mode: Slot<&'static str>,
    /// What the attributes of modules and `impl` blocks around the function say, the nearest last.
    pub(crate) defaults: Vec<Attribute>,
}

impl Attribute {
    /// Reads `name = value, ..`; what is wrong is in `context`.
    pub(crate) fn parse(context: &Context, tokens: TokenStream) -> Attribute {
        let mut attribute = Attribute::default();
        let options = |input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(error) = attribute.parse_option(context, input) {
                    context.push(error);
                    skip_option(input)?;
                }
                if input.is_empty() {
                    break;
                }
                if let Err(error) = input.parse::<Token![,]>() {
                    context.push(error);
                    skip_option(input)?;
                    input.parse::<Option<Token![,]>>()?;
                }
            }
            Ok(())
        };
        if let Err(error) = options.parse2(tokens) {
            context.push(error);
        }
        attribute
    }

    /// Reads one `name = value`. An `Err` is a mistake in the form, with the value not consumed.
    fn parse_option(&mut self, context: &Context, input: ParseStream<'_>) -> syn::Result<()> {
        let name = input.call(Ident::parse_any).map_err(|error| {
            syn::Error::new(error.span(), "expected an option, as in `target = \"1us\"`")
        })?;
        let spelling = option::spelling(&name);
        if spelling == defaults::OPTION {
            let written = input.parse::<Group>()?.stream();
            self.defaults.push(Attribute::parse(context, written));
            return Ok(());
        }
        let Some(known) = option::lookup(&spelling) else {
            // Its value may hold commas, as a closure's parameters do: it is passed over as a value.
            if input.parse::<Option<Token![=]>>()?.is_some() {
                let ahead = input.fork();
                if ahead.parse::<Expr>().is_ok() {
                    input.advance_to(&ahead);
                }
            }
            return Err(syn::Error::new(name.span(), option::unknown(&spelling)));
        };
        if !input.peek(Token![=]) {
            let message = format!("`{spelling}` takes a value: `{}`", known.example);
            return Err(syn::Error::new(name.span(), message));
        }
        let equals = input.parse::<Token![=]>()?;
        if input.is_empty() || input.peek(Token![,]) {
            let message = format!("`{spelling}` has no value: `{}`", known.example);
            return Err(syn::Error::new_spanned(equals, message));
        }
        if known.name == option::CRATE {
            let path = input.call(Path::parse_mod_style).map_err(|error| {
                let message = format!("`{spelling}` takes a path, as in `{}`", known.example);
                syn::Error::new(error.span(), message)
            })?;
            self.krate.set(context, &name, Some(path));
        } else if known.name == option::TYPES {
            let (types, error) = match types::parse(context, &name, input) {
                Ok(types) => (types, None),
                Err(error) => (None, Some(error)),
            };
            self.types.set(context, &name, types);
            return error.map_or(Ok(()), Err);
        } else {
            self.set(context, &name, known.name, &input.parse::<Expr>()?);
        }
        Ok(())
    }

    fn set(&mut self, context: &Context, name: &Ident, option: &str, written: &Expr) {
        if self.set_budget(context, name, option, written) {
            return;
        }
        let string = || value::string(context, name, written);
        let function_of_one = || value::function_of_one(context, name, written);
        let word = |words| value::word(context, name, written, words);
        let duration = || parsed(context, name, written, duration::picoseconds);
        // Criterion's clock has whole nanoseconds, and refuses none.
        let knob_duration = || {
            duration().filter(|picoseconds| {
                let is_long_enough = *picoseconds >= 1000;
                if !is_long_enough {
                    context.error(written, format_args!("`{option}` is at least 1 ns"));
                }
                is_long_enough
            })
        };
        let at_least = |minimum| value::whole_number(context, name, written, minimum);
        let level = || {
            value::number(context, name, written, "between 0 and 1", |level| {
                level > 0.0 && level < 1.0
            })
        };
        match option {
            option::SIZES => self
                .sizes
                .set(context, name, Sizes::parse(context, name, written)),
            option::ARGS => self
                .args
                .set(context, name, args::parse(context, name, written)),
            option::CONSTS => {
                self.consts
                    .set(context, name, types::parse_consts(context, name, written));
            }
            option::THREADS => {
                self.threads
                    .set(context, name, types::parse_threads(context, name, written));
            }
            option::SKIP => self.skip.set(context, name, function_of_one()),
            option::SETUP => self.setup.set(context, name, setup(context, name, written)),
            option::INPUTS => {
                self.inputs
                    .set(context, name, inputs::parse(context, name, written));
            }
            option::SEED => self.seed.set(context, name, at_least(0)),
            option::CHECK => self.check.set(context, name, function_of_one()),
            option::RUNTIME => {
                self.runtime
                    .set(context, name, executor::parse(context, name, written));
            }
            option::SAFETY => self.safety.set(context, name, string()),
            option::THROUGHPUT => {
                self.throughput
                    .set(context, name, throughput(context, written));
            }
            option::NAME => self.name.set(context, name, string()),
            option::GROUP => self.group.set(context, name, string()),
            // The limits are Criterion's own, which panics past them.
            option::SAMPLE_SIZE => self.sample_size.set(context, name, at_least(10)),
            option::WARM_UP_TIME => self.warm_up_time.set(context, name, knob_duration()),
            option::MEASUREMENT_TIME => self.measurement_time.set(context, name, knob_duration()),
            option::NRESAMPLES => self.nresamples.set(context, name, at_least(2)),
            option::CONFIDENCE_LEVEL => self.confidence_level.set(context, name, level()),
            option::SIGNIFICANCE_LEVEL => self.significance_level.set(context, name, level()),
            option::NOISE_THRESHOLD => {
                let threshold = value::number(context, name, written, "zero or more", |value| {
                    value >= 0.0 && value.is_finite()
                });
                self.noise_threshold.set(context, name, threshold);
            }
            option::SAMPLING_MODE => {
                let mode = word(&["auto", "linear", "flat"]);
                self.sampling_mode.set(context, name, mode);
            }
            _ => context.error(
                name,
                format_args!("option `{option}` has a row in the table but no slot"),
            ),
        }
    }

    /// Takes an option that bounds what a call may cost, or says how; `false` for every other option.
    fn set_budget(
        &mut self,
        context: &Context,
        name: &Ident,
        option: &str,
        written: &Expr,
    ) -> bool {
        let budgets = &mut self.budgets;
        if let Some((kind, slot)) = budgets.slot(option) {
            slot.set(context, name, Limit::parse(context, name, kind, written));
            return true;
        }
        let word = |words| value::word(context, name, written, words);
        let ratio = || {
            value::number(context, name, written, "more than zero", |ratio| {
                ratio > 0.0 && ratio.is_finite()
            })
        };
        match option {
            option::MIN_THROUGHPUT => {
                let rate = parsed(context, name, written, rate::parse);
                budgets.min_throughput.set(context, name, rate);
            }
            option::ALLOC_SCOPE => {
                let scope = word(&["thread", "process"]);
                budgets.alloc_scope.set(context, name, scope);
            }
            option::COMPLEXITY => {
                let complexity = complexity(context, name, written);
                budgets.complexity.set(context, name, complexity);
            }
            option::REFERENCE => {
                let reference = path(context, name, written);
                budgets.reference.set(context, name, reference);
            }
            option::MAX_RATIO => budgets.max_ratio.set(context, name, ratio()),
            option::MIN_SPEEDUP => budgets.min_speedup.set(context, name, ratio()),
            option::ENFORCE => {
                let enforce = word(&["always", "optimized", "never"]);
                budgets.enforce.set(context, name, enforce);
            }
            _ => return false,
        }
        true
    }
}

/// What `parse` makes of a string.
fn parsed<T, E: Display>(
    context: &Context,
    name: &Ident,
    written: &Expr,
    parse: fn(&str) -> Result<T, E>,
) -> Option<T> {
    let text = value::string(context, name, written)?;
    parse(&text.value())
        .map_err(|error| {
            let name = option::spelling(name);
            context.error(&text, format_args!("`{name}`: {error}"));
        })
        .ok()
}

fn complexity(context: &Context, name: &Ident, written: &Expr) -> Option<Complexity> {
    let class = parsed(context, name, written, complexity::parse)?;
    Some(Complexity {
        written: written.clone(),
        class,
    })
}

fn path(context: &Context, name: &Ident, written: &Expr) -> Option<Expr> {
    match value::ungrouped(written) {
        Expr::Path(_) => Some(written.clone()),
        _ => value::expected(context, name, written, "a function's path"),
    }
}

fn setup(context: &Context, name: &Ident, written: &Expr) -> Option<Expr> {
    match value::ungrouped(written) {
        Expr::Path(_) | Expr::Closure(_) => Some(written.clone()),
        _ => value::expected(context, name, written, "a function's path or a closure"),
    }
}

fn throughput(context: &Context, written: &Expr) -> Option<Throughput> {
    match value::ungrouped(written) {
        Expr::Path(ExprPath { path, .. }) if path.is_ident("bytes") => Some(Throughput::Bytes),
        Expr::Path(ExprPath { path, .. }) if path.is_ident("elements") => {
            Some(Throughput::Elements)
        }
        Expr::Closure(closure) if closure.inputs.len() == 1 => {
            Some(Throughput::Closure(closure.clone()))
        }
        Expr::Closure(closure) => {
            context.error(
                closure,
                "a throughput closure takes the input: `|input| Bytes(input.len())`",
            );
            None
        }
        _ => {
            context.error(
                written,
                "`throughput` takes `bytes`, `elements` or a closure such as `|input| Bytes(input.len())`",
            );
            None
        }
    }
}

/// Skips to the next comma outside all brackets, or to the end.
fn skip_option(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}
