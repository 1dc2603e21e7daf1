//! `fn __perfmacro_start`, which builds the input and names the loop over the call.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::inputs::Inputs;
use crate::model::{Benchmark, Form};
use crate::variant::Variant;

use super::call::{self, Callee};
use super::{context, input};

/// The function. Its closures capture nothing and become function pointers, so that the routine around
/// them is compiled once per type of input.
pub(super) fn function(
    benchmark: &Benchmark<'_>,
    variant: &Variant<'_>,
    private: &TokenStream,
) -> TokenStream {
    let routine = routine(benchmark, variant, &Callee::annotated(benchmark), private);
    let allow = allowances(benchmark);
    quote! {
        #allow
        fn __perfmacro_start(__perfmacro_case: &#private::Case) -> #private::Routine {
            #routine
        }
    }
}

/// `fn __perfmacro_reference`, the same for the function that this one is compared with.
pub(super) fn reference_function(
    benchmark: &Benchmark<'_>,
    variant: &Variant<'_>,
    private: &TokenStream,
) -> Option<TokenStream> {
    let callee = Callee::reference(benchmark)?;
    let routine = routine(benchmark, variant, &callee, private);
    // What is replaced may say so, and may be safe where its successor is not.
    let unsafety =
        benchmark.function.unsafety.as_ref().map(
            |_| quote!(#[allow(unsafe_code, unused_unsafe, clippy::undocumented_unsafe_blocks)]),
        );
    Some(quote! {
        #[allow(deprecated)]
        #unsafety
        fn __perfmacro_reference(__perfmacro_case: &#private::Case) -> #private::Routine {
            #routine
        }
    })
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

fn routine(
    benchmark: &Benchmark<'_>,
    variant: &Variant<'_>,
    callee: &Callee,
    private: &TokenStream,
) -> TokenStream {
    let input = input::wrapped(benchmark, variant, private);
    let call = call::closure(benchmark, callee, private);
    if is_plain(benchmark) {
        // The input is built here and by no function of its own: of a thousand functions that is a quarter of
        // what they take to compile.
        return quote! {
            #private::routine::shared(#input, |__perfmacro_input, __perfmacro_calls| {
                __perfmacro_calls.make(__perfmacro_input, #call);
            })
        };
    }
    let form = benchmark.form();
    let context = context::function(benchmark, private);
    let build = quote!(|__perfmacro_case, __perfmacro_context| #input);
    let run = context::awaited(benchmark, callee.span(), calls(benchmark, callee, &call));
    let state = (form == Form::Reused).then(|| quote!(__perfmacro_state,));
    let run = quote! {
        |__perfmacro_context, #state __perfmacro_inputs, __perfmacro_calls| {
            #run;
        }
    };
    let function = match form {
        Form::Shared | Form::Owned => quote!(calls),
        Form::Exclusive => quote!(exclusive),
        Form::Reused => quote!(reused),
    };
    let arguments = quote!((__perfmacro_case, #context, #build, #run));
    let routine = quote!(#private::routine::#function #arguments);
    match form {
        _ if benchmark.attribute.threads.value().is_none() => routine,
        Form::Shared | Form::Owned => quote!(#private::calls_on_threads! #arguments),
        Form::Exclusive | Form::Reused => quote! {
            #private::routine::on_each_thread(__perfmacro_case, |__perfmacro_case| #routine)
        },
    }
}

/// Whether one input, lent on one thread, is all that calls need.
fn is_plain(benchmark: &Benchmark<'_>) -> bool {
    let attribute = benchmark.attribute;
    benchmark.form() == Form::Shared
        && !benchmark.is_async()
        && attribute.threads.value().is_none()
        && attribute.inputs.value().is_none()
}

/// The loop over the calls, at the place of what is called: that its result is no future is an error there.
fn calls(benchmark: &Benchmark<'_>, callee: &Callee, call: &TokenStream) -> TokenStream {
    let span = callee.span();
    let calls = quote_spanned!(span=> __perfmacro_calls);
    let inputs = quote_spanned!(span=> __perfmacro_inputs);
    let state = quote_spanned!(span=> __perfmacro_state);
    let is_awaited = benchmark.awaits_calls();
    let is_pooled = matches!(benchmark.attribute.inputs.value(), Some(Inputs::Pool(_)));
    match (benchmark.form(), is_awaited) {
        (Form::Reused, true) => quote_spanned!(span=> #calls.make_awaited(#state, #inputs, #call)),
        (Form::Reused, false) => quote_spanned!(span=> #calls.make(#state, #inputs, #call)),
        (Form::Exclusive, true) => quote_spanned!(span=> #inputs.run_awaited(#calls, #call)),
        (Form::Exclusive, false) => quote_spanned!(span=> #inputs.run(#calls, #call)),
        (_, true) => quote_spanned!(span=> #calls.make_awaited(#inputs, #call)),
        (_, false) if is_pooled => quote_spanned!(span=> #calls.make_pooled(#inputs, #call)),
        (Form::Shared, false) => quote_spanned!(span=> #calls.make(&#inputs[0], #call)),
        (Form::Owned, false) => quote_spanned!(span=> #calls.make_each(#inputs, #call)),
    }
}
