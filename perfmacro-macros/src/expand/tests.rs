//! The module of tests beside the function.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use syn::{Path, PathSegment};

use crate::model::{Benchmark, Tests};

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
    let test = |test: &str, selection: TokenStream| {
        let test = Ident::new(test, Span::call_site());
        quote! {
            #[#private::test]
            fn #test() -> #private::Enforced {
                #private::enforce(#private::module_path!(), #name, #private::Selection::#selection)
            }
        }
    };
    let tests = match benchmark.tests() {
        Tests::Smoke => test("smoke", quote!(Smoke)),
        Tests::Budget => test("budget", quote!(Budget)),
        Tests::AllSizes => test("all_sizes", quote!(AllSizes)),
        Tests::Sizes(sizes) => sizes
            .iter()
            .map(|size| {
                let literal = Literal::usize_unsuffixed(*size);
                test(&format!("size_{size}"), quote!(Size(#literal)))
            })
            .collect(),
    };
    let module = benchmark.test_module();
    quote! {
        #[cfg(test)]
        mod #module {
            #parent
            #tests
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
