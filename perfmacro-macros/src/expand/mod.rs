//! The code behind an annotated function: an infallible function of the model.
//!
//! Shape, for `#[perf_bench(target = "1us", sizes = [10])] fn checksum(data: &[u8]) -> u32`:
//!
//! ```text
//! const _: () = {
//!     fn __perfmacro_start(case: &Case) -> Routine { /* input, and the loop over the call */ }
//!     static __PERFMACRO_ENTRY: Entry = Entry { /* const data */ };
//!     submit! { __PERFMACRO_ENTRY }
//! };
//! #[cfg(test)]
//! mod perf_checksum {
//!     #[test] fn size_10() -> Enforced { enforce(module_path!(), "checksum", Selection::Size(10)) }
//! }
//! ```
//!
//! Every path is absolute and every name begins with `__perfmacro`, because `const _` is a scope and not
//! a shield: the user's expressions see what stands in it. Tests find their entry in the registry and
//! not by path, because a function inside a function has no path.

mod budgets;
mod call;
mod input;
mod options;
mod start;
mod tests;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{LitStr, Path};

use crate::model::Benchmark;

/// Everything that is emitted behind the function.
pub(crate) fn benchmark(benchmark: &Benchmark<'_>) -> TokenStream {
    let conditions = &benchmark.function.conditions;
    let registration = registration(benchmark);
    let tests = tests::module(benchmark);
    quote! {
        #(#conditions)*
        const _: () = { #registration };
        #(#conditions)*
        #tests
    }
}

fn registration(benchmark: &Benchmark<'_>) -> TokenStream {
    let private = private(benchmark.attribute.krate.value());
    let start = start::function(benchmark, &private);
    let throughput = options::throughput_function(benchmark, &private);
    let sizes = options::sizes_static(benchmark, &private);
    let function = benchmark.function_name();
    let name = entry_name(benchmark);
    let options = options::value(benchmark, &private);
    quote! {
        #start
        #throughput
        #sizes
        static __PERFMACRO_ENTRY: #private::Entry = #private::Entry {
            module_path: #private::module_path!(),
            name: #name,
            function: #function,
            package: #private::option_env!("CARGO_PKG_NAME"),
            location: #private::Location {
                file: #private::file!(),
                line: #private::line!(),
                column: #private::column!(),
            },
            options: #options,
            start: __perfmacro_start,
            is_optimized: #private::is_optimized::<
                { #private::crate_number(#private::module_path!()) },
            >,
        };
        #private::submit! { __PERFMACRO_ENTRY }
    }
}

/// The `name` option, or the function's name.
fn entry_name(benchmark: &Benchmark<'_>) -> TokenStream {
    let function = benchmark.function_name();
    let written = benchmark.attribute.name.value();
    written.map_or_else(|| quote!(#function), trimmed)
}

/// The text without the space around it, so that a filter finds it as it is read.
fn trimmed(text: &LitStr) -> TokenStream {
    Literal::string(text.value().trim()).into_token_stream()
}

/// The path of what generated code names.
fn private(krate: Option<&Path>) -> TokenStream {
    let krate = self::krate(krate);
    quote!(#krate::__private)
}

/// The path of perfmacro itself.
fn krate(written: Option<&Path>) -> TokenStream {
    written.map_or_else(|| quote!(::perfmacro), |krate| quote!(#krate))
}
