//! The closure that makes one call, over a reference to the input.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Type;

use crate::function::Passing;
use crate::model::{Benchmark, Input};
use crate::value;

use super::input;

/// The closure that makes one call, over a reference to the input.
pub(super) fn closure(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
    // With the user's own spans, as the arguments of a setup have: a setup of the wrong type is then an
    // error on the user's tokens alone.
    let function = &benchmark.function.signature.ident;
    let parameters = &benchmark.function.parameters;
    if parameters.is_empty() {
        return quote!(|_| #function());
    }
    let inputs = input_names(benchmark, "input");
    let loans = input_names(benchmark, "loan");
    let ends = Ends::of_setup(benchmark);
    let mut lent = Vec::new();
    let arguments = parameters
        .iter()
        .zip(inputs.iter().zip(&loans))
        .map(|(parameter, (input, loan))| match parameter.passing {
            Passing::Shared if ends.is_some() && !is_reference(&parameter.referent) => {
                lent.push(quote!(let #loan = #private::Loan(&*#input);));
                method(loan, "__perfmacro_lend", ends)
            }
            Passing::Shared => reborrow(input, None, ends),
            Passing::Exclusive => reborrow(input, Some("mut"), ends),
            Passing::Owned => method(input, "__perfmacro_take", ends),
        })
        .collect::<Vec<_>>();
    let import = (!lent.is_empty()).then(|| {
        quote! {
            use #private::Lend as _;
        }
    });
    let pattern = pattern(benchmark, &inputs, private);
    quote! {
        |#pattern| {
            #import
            #(#lent)*
            #function(#(#arguments),*)
        }
    }
}

/// The pattern that takes the input apart as `input::wrapped` put it together.
fn pattern(benchmark: &Benchmark<'_>, inputs: &[Ident], private: &TokenStream) -> TokenStream {
    let is_wrapped = benchmark.passing() == Passing::Owned;
    let mut parts = benchmark
        .function
        .parameters
        .iter()
        .zip(inputs)
        .map(|(parameter, input)| {
            if is_wrapped && parameter.passing == Passing::Shared {
                quote!(#private::Lent(#input))
            } else {
                quote!(#input)
            }
        });
    match (benchmark.passing(), parts.len()) {
        (_, 1) => parts.collect(),
        (Passing::Shared, _) => quote!((#(#parts),*)),
        (Passing::Owned | Passing::Exclusive, _) => input::list(parts.by_ref()),
    }
}

/// `input.method()`, from one end of the user's tokens to the other.
fn method(input: &Ident, method: &str, ends: Option<Ends>) -> TokenStream {
    let method = format_ident!("{method}");
    let Some(Ends { first, last }) = ends else {
        return quote!(#input.#method());
    };
    let mut input = input.clone();
    // The place of the first token; the hygiene it has where it is bound.
    input.set_span(first.resolved_at(input.span()));
    let arguments = quote_spanned!(last=> ());
    quote!(#input.#method #arguments)
}

/// `&*input` or `&mut *input`, from one end of the user's tokens to the other.
fn reborrow(input: &Ident, mutable: Option<&str>, ends: Option<Ends>) -> TokenStream {
    let first = ends.map_or_else(Span::call_site, |ends| ends.first);
    let mutable = mutable.map(|mutable| Ident::new(mutable, first));
    quote_spanned!(first=> & #mutable * #input)
}

/// One name for a single parameter, numbered names for several.
pub(super) fn input_names(benchmark: &Benchmark<'_>, kind: &str) -> Vec<Ident> {
    let span = Ends::of_setup(benchmark).map_or_else(Span::call_site, |ends| ends.last);
    match benchmark.function.parameters.len() {
        1 => vec![Ident::new(&format!("__perfmacro_{kind}"), span)],
        several => (0..several)
            .map(|index| Ident::new(&format!("__perfmacro_{kind}_{index}"), span))
            .collect(),
    }
}

fn is_reference(referent: &Type) -> bool {
    matches!(referent, Type::Reference(_))
}

/// Where the user's tokens begin and end. An expression of ours that begins and ends there is underlined
/// as the whole of theirs: stable Rust cannot join two spans, and the compiler does.
#[derive(Clone, Copy)]
struct Ends {
    first: Span,
    last: Span,
}

impl Ends {
    /// Of the setup, whose result the arguments are.
    fn of_setup(benchmark: &Benchmark<'_>) -> Option<Ends> {
        let Input::Setup(setup) = &benchmark.input else {
            return None;
        };
        let mut spans = value::ungrouped(setup)
            .to_token_stream()
            .into_iter()
            .map(|token| token.span());
        let first = spans.next()?;
        let last = spans.last().unwrap_or(first);
        Some(Ends { first, last })
    }
}
