//! The code behind an annotated function: an infallible function of the model.
//!
//! Shape, for `#[perf_bench(target = "1us", sizes = [10])] fn checksum(data: &[u8]) -> u32`:
//!
//! ```text
//! const _: () = {
//!     static __PERFMACRO_ENTRY: Entry = Entry {
//!         /* const data */
//!         variants: &[{
//!             fn __perfmacro_start(case: &Case) -> Routine { /* input, and the loop over the call */ }
//!             Variant::new(__perfmacro_start)
//!         }],
//!     };
//!     submit! { __PERFMACRO_ENTRY }
//! };
//! #[cfg(test)]
//! mod perf_checksum {
//!     #[test] fn size_10() -> Enforced { enforce(module_path!(), "checksum", Test::of_case("size_10", 0)) }
//! }
//! ```
//!
//! A variant stands in a block of its own, in which the names that the function is generic over are what it is
//! measured for: the user's expressions and ours say `T`, and mean `u64`.
//!
//! Every path is absolute and every name begins with `__perfmacro`, because `const _` is a scope and not
//! a shield: the user's expressions see what stands in it. Tests find their entry in the registry and
//! not by path, because a function inside a function has no path.

mod budgets;
mod call;
mod context;
mod input;
mod options;
mod start;
mod tests;
mod variant;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{LitStr, Path};

use crate::model::Benchmark;

pub(crate) use input::{OWNED_NAMES, name_span};

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
    let sizes = options::sizes_static(benchmark, &private);
    let name = entry_name(benchmark);
    let test_module = benchmark.test_module().to_string();
    let options = options::value(benchmark, &private);
    let variants = benchmark.variants();
    let chosen = variant::chosen_items(benchmark, &variants);
    let variants = variants
        .iter()
        .map(|variant| variant::block(benchmark, variant, &private));
    let (line, column) = place(benchmark, &private);
    quote! {
        #sizes
        #chosen
        static __PERFMACRO_ENTRY: #private::Entry = #private::Entry {
            module_path: #private::module_path!(),
            name: #name,
            test_module: #test_module,
            package: #private::option_env!("CARGO_PKG_NAME"),
            location: #private::Location {
                file: #private::file!(),
                line: #line,
                column: #column,
            },
            options: #options,
            variants: &[#(#variants),*],
            is_optimized: #private::is_optimized::<
                { #private::crate_number(#private::module_path!()) },
            >,
        };
        #private::submit! { __PERFMACRO_ENTRY }
    }
}

/// The line and the column of the attribute.
fn place(benchmark: &Benchmark<'_>, private: &TokenStream) -> (TokenStream, TokenStream) {
    match benchmark.place {
        Some(place) => {
            let line = Literal::usize_unsuffixed(place.line);
            let column = Literal::usize_unsuffixed(place.column);
            (quote!(#line), quote!(#column))
        }
        None => (quote!(#private::line!()), quote!(#private::column!())),
    }
}

/// The `name` option, or the function's name.
fn entry_name(benchmark: &Benchmark<'_>) -> TokenStream {
    let written = benchmark.attribute.name.value();
    written.map_or_else(|| benchmark.default_name().into_token_stream(), trimmed)
}

/// The text without the space around it, so that a filter finds it as it is read.
fn trimmed(text: &LitStr) -> TokenStream {
    Literal::string(text.value().trim()).into_token_stream()
}

/// The user's tokens as they stand outside an `impl` block: with what `Self` is in its place.
fn outside(benchmark: &Benchmark<'_>, written: &impl ToTokens) -> TokenStream {
    let tokens = written.to_token_stream();
    match &benchmark.function.owner {
        Some(owner) => owner.replace_self(tokens, &benchmark.open()),
        None => tokens,
    }
}

/// The path of what generated code names.
fn private(krate: Option<&Path>) -> TokenStream {
    let krate = self::krate(krate);
    quote!(#krate::__private)
}

/// The path of perfmacro itself.
pub(crate) fn krate(written: Option<&Path>) -> TokenStream {
    written.map_or_else(|| quote!(::perfmacro), |krate| quote!(#krate))
}
