//! `fn __perfmacro_start`, which builds the input and names the loop over the call.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::inputs::Inputs;
use crate::model::{Benchmark, Form, Variant};

use super::{call, context, input};

/// The function. Its closures capture nothing and become function pointers, so that the routine around
/// them is compiled once per type of input.
pub(super) fn function(
    benchmark: &Benchmark<'_>,
    variant: &Variant<'_>,
    private: &TokenStream,
) -> TokenStream {
    let routine = routine(benchmark, variant, private);
    let allow = allowances(benchmark);
    quote! {
        #allow
        fn __perfmacro_start(__perfmacro_case: &#private::Case) -> #private::Routine {
            #routine
        }
    }
}

/// What calls of the function need to be allowed.
pub(super) fn allowances(benchmark: &Benchmark<'_>) -> Option<TokenStream> {
    let function = benchmark.function;
    // Of a trait's method the trait may say so.
    let of_trait = function
        .owner
        .as_ref()
        .is_some_and(|owner| owner.is_of_trait());
    let deprecated = (function.is_deprecated || of_trait).then(|| quote!(#[allow(deprecated)]));
    let unsafety = function
        .unsafety
        .is_some()
        .then(|| quote!(#[allow(unsafe_code, clippy::undocumented_unsafe_blocks)]));
    (deprecated.is_some() || unsafety.is_some()).then(|| quote!(#deprecated #unsafety))
}

fn routine(benchmark: &Benchmark<'_>, variant: &Variant<'_>, private: &TokenStream) -> TokenStream {
    let form = benchmark.form();
    let context = context::function(benchmark, private);
    let input = input::wrapped(benchmark, variant, private);
    let build = quote!(|__perfmacro_case, __perfmacro_context| #input);
    let call = call::closure(benchmark, private);
    let is_awaited = benchmark.awaits_calls();
    let calls = quote!(__perfmacro_calls);
    let method = |name: &str| Ident::new(name, Span::call_site());
    let run = match form {
        Form::Reused => {
            let make = method(if is_awaited { "make_awaited" } else { "make" });
            quote!(#calls.#make(__perfmacro_state, __perfmacro_inputs, #call))
        }
        Form::Exclusive => {
            let run = method(if is_awaited { "run_awaited" } else { "run" });
            quote!(__perfmacro_inputs.#run(#calls, #call))
        }
        Form::Shared | Form::Owned => {
            let is_pooled = matches!(benchmark.attribute.inputs.value(), Some(Inputs::Pool(_)));
            let make = method(match form {
                _ if is_awaited => "make_awaited",
                _ if is_pooled => "make_pooled",
                Form::Shared => "make",
                _ => "make_each",
            });
            quote!(#calls.#make(__perfmacro_inputs, #call))
        }
    };
    let run = context::awaited(benchmark, run);
    let state = (form == Form::Reused).then(|| quote!(__perfmacro_state,));
    let run = quote! {
        |__perfmacro_context, #state __perfmacro_inputs, __perfmacro_calls| {
            #run;
        }
    };
    let has_threads = benchmark.attribute.threads.value().is_some();
    match form {
        Form::Shared | Form::Owned if has_threads => quote! {
            #private::calls_on_threads!(__perfmacro_case, #context, #build, #run)
        },
        Form::Shared | Form::Owned => quote! {
            #private::routine::calls(__perfmacro_case, #context, #build, #run)
        },
        Form::Exclusive | Form::Reused => {
            let function = if form == Form::Exclusive {
                quote!(exclusive)
            } else {
                quote!(reused)
            };
            let routine = quote! {
                #private::routine::#function(__perfmacro_case, #context, #build, #run)
            };
            if has_threads {
                quote! {
                    #private::routine::on_each_thread(__perfmacro_case, |__perfmacro_case| #routine)
                }
            } else {
                routine
            }
        }
    }
}
