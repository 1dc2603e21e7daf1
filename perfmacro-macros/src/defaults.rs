//! What the attribute of a module, or of an `impl` block, says for every annotated function inside.
//!
//! The outer attribute hands its tokens to the inner ones, as an option that no user writes. Each function
//! then takes of it what it did not say itself, as far as that means something for it: sizes nothing to a
//! function without parameters.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::attribute::{Attribute, Throughput};
use crate::context::Context;
use crate::function::{Function, Passing};
use crate::option;
use crate::slot::Slot;

/// The option that holds them.
pub(crate) const OPTION: &str = "__perfmacro_defaults";

/// `arguments` with `defaults` behind them.
pub(crate) fn append(arguments: &TokenStream, defaults: &TokenStream) -> TokenStream {
    if defaults.is_empty() {
        return arguments.clone();
    }
    let option = Ident::new(OPTION, proc_macro2::Span::call_site());
    let mut trimmed = arguments.clone().into_iter().collect::<Vec<_>>();
    if matches!(trimmed.last(), Some(proc_macro2::TokenTree::Punct(last)) if last.as_char() == ',')
    {
        trimmed.pop();
    }
    let comma = (!trimmed.is_empty()).then(|| quote!(,));
    let trimmed = trimmed.into_iter().collect::<TokenStream>();
    quote!(#trimmed #comma #option(#defaults))
}

/// Reads the attribute of a module or of an `impl` block: what is wrong is reported here once, and not by
/// every function inside.
pub(crate) fn check(context: &Context, defaults: &TokenStream) {
    let attribute = Attribute::parse(context, defaults.clone());
    let own = [
        attribute.name.name(),
        attribute.args.name(),
        attribute.check.name(),
        attribute.safety.name(),
    ];
    for name in own.into_iter().flatten() {
        context.error(
            name,
            format_args!(
                "`{}` is of one function: write it there, and here what holds for all",
                option::spelling(name)
            ),
        );
    }
}

impl Attribute {
    /// This attribute, with what it leaves unsaid from those around it, the nearest first.
    pub(crate) fn over_defaults(self, function: &Function) -> Attribute {
        let mut attribute = self.merged(function);
        attribute.budgets.inherit(attribute.sizes.name().is_some());
        attribute
    }

    fn merged(mut self, function: &Function) -> Attribute {
        let defaults = std::mem::take(&mut self.defaults);
        defaults
            .into_iter()
            .rev()
            .fold(self, |attribute, defaults| {
                attribute.or(defaults.merged(function), function)
            })
    }

    fn or(self, defaults: Attribute, function: &Function) -> Attribute {
        let has_input = !function.parameters.is_empty();
        let has = |is_type: bool| {
            function
                .generics
                .iter()
                .any(|generic| generic.is_type() == is_type)
        };
        let is_shared = function
            .parameters
            .iter()
            .all(|parameter| parameter.passing == Passing::Shared);
        let is_reuse = matches!(defaults.inputs.value(), Some(crate::inputs::Inputs::Reuse));

        let sizes = self.sizes.or(when(has_input, defaults.sizes));
        let setup = self.setup.or(when(has_input, defaults.setup));
        let is_generated = has_input && setup.name().is_none();
        let counts_size = matches!(
            defaults.throughput.value(),
            Some(Throughput::Bytes | Throughput::Elements)
        );
        let has_throughput = if counts_size {
            sizes.name().is_some()
        } else {
            has_input
        };
        Attribute {
            budgets: self.budgets.or(defaults.budgets),
            args: self.args,
            types: self.types.or(when(has(true), defaults.types)),
            consts: self.consts.or(when(has(false), defaults.consts)),
            threads: self.threads.or(defaults.threads),
            skip: self.skip.or(defaults.skip),
            inputs: self
                .inputs
                .or(when(has_input && !(is_reuse && is_shared), defaults.inputs)),
            seed: self.seed.or(when(is_generated, defaults.seed)),
            check: self.check,
            throughput: self
                .throughput
                .or(when(has_throughput, defaults.throughput)),
            runtime: self.runtime.or(when(function.is_async(), defaults.runtime)),
            safety: self.safety,
            name: self.name,
            group: self.group.or(defaults.group),
            krate: self.krate.or(defaults.krate),
            sample_size: self.sample_size.or(defaults.sample_size),
            warm_up_time: self.warm_up_time.or(defaults.warm_up_time),
            measurement_time: self.measurement_time.or(defaults.measurement_time),
            nresamples: self.nresamples.or(defaults.nresamples),
            confidence_level: self.confidence_level.or(defaults.confidence_level),
            significance_level: self.significance_level.or(defaults.significance_level),
            noise_threshold: self.noise_threshold.or(defaults.noise_threshold),
            sampling_mode: self.sampling_mode.or(defaults.sampling_mode),
            defaults: self.defaults,
            sizes,
            setup,
        }
    }
}

/// A default where it means something.
fn when<T>(is_relevant: bool, default: Slot<T>) -> Slot<T> {
    if is_relevant {
        default
    } else {
        Slot::default()
    }
}
