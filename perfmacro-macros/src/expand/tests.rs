//! The module of tests beside the function.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use syn::{Path, PathSegment};

use crate::model::{Benchmark, Cases, Test};

use super::{entry_name, private};

/// `#[cfg(test)] mod perf_..`, with a test per case.
pub(super) fn module(benchmark: &Benchmark<'_>) -> TokenStream {
    let written = benchmark.attribute.krate.value();
    let moved = written.map(|path| seen_from_child(path.clone()));
    let private = private(moved.as_ref());
    // A relative path may begin with something the parent module imports.
    let parent = written
        .filter(|path| path.leading_colon.is_none())
        .map(|_| {
            quote!(
                use super::*;
            )
        });
    let name = entry_name(benchmark);
    let all = benchmark.tests();
    let tests = all.iter().map(|Test { name: test, cases }| {
        let function = Ident::new(test, Span::call_site());
        let test = match cases {
            Cases::All => quote!(all(#test)),
            Cases::OfVariant(index) => {
                let index = Literal::usize_unsuffixed(*index);
                quote!(of_variant(#test, #index))
            }
            Cases::Growth(index) => {
                let index = Literal::usize_unsuffixed(*index);
                quote!(growth(#test, #index))
            }
            Cases::One(index) => {
                let index = Literal::usize_unsuffixed(*index);
                quote!(of_case(#test, #index))
            }
        };
        quote! {
            #[#private::test]
            fn #function() -> #private::Enforced {
                #private::enforce(#private::module_path!(), #name, #private::Test::#test)
            }
        }
    });
    let module = benchmark.test_module();
    let is_upper = |name: &str| name.contains(char::is_uppercase);
    let allow = (is_upper(&module.to_string()) || all.iter().any(|test| is_upper(&test.name)))
        .then(|| quote!(#[allow(non_snake_case)]));
    quote! {
        #[cfg(test)]
        #allow
        mod #module {
            #parent
            #(#tests)*
        }
    }
}

/// `path` as it is written one module further down.
fn seen_from_child(mut path: Path) -> Path {
    let up = PathSegment::from(Ident::new("super", Span::call_site()));
    match path
        .segments
        .first()
        .map(|first| first.ident.to_string())
        .as_deref()
    {
        Some("self") => path.segments[0] = up,
        Some("super") => {
            path.segments.insert(0, up);
        }
        _ => {}
    }
    path
}
