//! One variant: a block with what its generics are, its functions, and the value made of them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::generics::Kind;
use crate::model::Benchmark;
use crate::variant::{Chosen, Value, Variant};

use super::{options, start};

/// What was chosen, under names of ours: where a type has the name of the parameter that it is chosen for,
/// one cannot stand for the other in one scope.
pub(super) fn chosen_items(benchmark: &Benchmark<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let mut names = Vec::new();
    let mut items = TokenStream::new();
    for chosen in variants.iter().flat_map(|variant| &variant.chosen) {
        let name = chosen_name(chosen);
        if names.contains(&name) {
            continue;
        }
        items.extend(match (chosen.value, &chosen.generic.kind) {
            (Value::Type(written), _) => {
                let written = super::outside(benchmark, written);
                quote!(type #name = #written;)
            }
            (Value::Const(written), Kind::Const(kind)) => {
                let written = super::outside(benchmark, written);
                quote!(const #name: #kind = #written;)
            }
            (Value::Const(_), Kind::Type) => TokenStream::new(),
        });
        names.push(name);
    }
    items
}

fn chosen_name(chosen: &Chosen<'_>) -> Ident {
    let Chosen { element, part, .. } = chosen;
    match chosen.value {
        Value::Type(_) => format_ident!("__PerfmacroType{element}_{part}"),
        Value::Const(_) => format_ident!("__PERFMACRO_CONST_{element}_{part}"),
    }
}

/// The block, whose value is a `Variant`.
pub(super) fn block(
    benchmark: &Benchmark<'_>,
    variant: &Variant<'_>,
    private: &TokenStream,
) -> TokenStream {
    let generics = variant.chosen.iter().map(generic_item);
    let start = start::function(benchmark, variant, private);
    let reference = start::reference_function(benchmark, variant, private);
    let throughput = options::throughput_function(benchmark, variant, private);
    let check = options::check_function(benchmark, variant, private);
    let skip = options::skip_function(benchmark, private);

    let text = variant.generics_text();
    let text = (!text.is_empty()).then(|| quote!(.generics(#text)));
    let argument = variant.argument.map(|argument| {
        let name = argument.text();
        quote!(.argument(#name))
    });
    let with_reference = reference
        .is_some()
        .then(|| quote!(.reference(__perfmacro_reference)));
    let with_throughput = throughput
        .is_some()
        .then(|| quote!(.throughput(__perfmacro_throughput)));
    let with_check = check.is_some().then(|| quote!(.check(__perfmacro_check)));
    let with_skip = skip.is_some().then(|| quote!(.skip(__perfmacro_skip)));
    quote! {{
        #(#generics)*
        #start
        #reference
        #throughput
        #check
        #skip
        #private::Variant::new(__perfmacro_start)
            #text #argument #with_reference #with_throughput #with_check #with_skip
    }}
}

/// `type T = u64;`, by our name for it.
fn generic_item(chosen: &Chosen<'_>) -> TokenStream {
    let generic = chosen.generic;
    let name = &generic.name;
    let value = chosen_name(chosen);
    match &generic.kind {
        Kind::Type => quote!(#[allow(dead_code, non_camel_case_types)] type #name = #value;),
        Kind::Const(kind) => {
            quote!(#[allow(dead_code, non_upper_case_globals)] const #name: #kind = #value;)
        }
    }
}
