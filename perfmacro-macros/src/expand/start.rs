//! `fn __perfmacro_start`, which builds the input and names the loop over the call.

use proc_macro2::TokenStream;
use quote::quote;

use crate::function::Passing;
use crate::model::Benchmark;

use super::{call, input};

/// The function. Its closures capture nothing and become function pointers, so that the routine around
/// them is compiled once per type of input.
pub(super) fn function(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
    let call = call::closure(benchmark, private);
    let body = match benchmark.passing() {
        Passing::Shared => {
            let input = input::raw(benchmark, private);
            quote! {
                #private::routine::shared(#input, |__perfmacro_input, __perfmacro_calls| {
                    __perfmacro_calls.make(__perfmacro_input, #call);
                })
            }
        }
        Passing::Owned => {
            let input = input::wrapped(benchmark, private);
            quote! {
                #private::routine::owned(
                    __perfmacro_case,
                    |__perfmacro_case| #input,
                    |__perfmacro_inputs, __perfmacro_calls| {
                        __perfmacro_calls.make_each(__perfmacro_inputs, #call);
                    },
                )
            }
        }
        Passing::Exclusive => {
            let input = input::wrapped(benchmark, private);
            quote! {
                #private::routine::exclusive(
                    __perfmacro_case,
                    |__perfmacro_case| #input,
                    |__perfmacro_batch, __perfmacro_stopwatch| {
                        __perfmacro_batch.run(__perfmacro_stopwatch, #call);
                    },
                )
            }
        }
    };
    let deprecated = benchmark
        .function
        .is_deprecated
        .then(|| quote!(#[allow(deprecated)]));
    quote! {
        #deprecated
        fn __perfmacro_start(__perfmacro_case: &#private::Case) -> #private::Routine {
            #body
        }
    }
}
