//! The const data of an entry, and the function behind a throughput closure.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::attribute::Throughput;
use crate::model::Benchmark;
use crate::sizes::{Geometric, Sizes};

use super::trimmed;
use super::{budgets, input};

/// The fields of the runtime's `Options`, and of its `Sampling`.
const OPTIONS: usize = 7;
const KNOBS: usize = 8;

/// The options that were written, over the runtime's defaults.
pub(super) fn value(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
    let attribute = benchmark.attribute;
    let mut fields = Vec::new();
    let some = |value: TokenStream| quote!(#private::Option::Some(#value));
    let mut set = |field: &str, value: Option<TokenStream>| {
        if let Some(value) = value {
            let field = format_ident!("{field}");
            fields.push(quote!(#field: #value));
        }
    };
    set(
        "sizes",
        attribute
            .sizes
            .value()
            .map(|sizes| sizes_value(sizes, private)),
    );
    set("seed", attribute.seed.value().map(|seed| quote!(#seed)));
    set(
        "throughput",
        attribute
            .throughput
            .value()
            .map(|throughput| match throughput {
                Throughput::Bytes => quote!(#private::ThroughputSource::Bytes),
                Throughput::Elements => quote!(#private::ThroughputSource::Elements),
                Throughput::Closure(_) => {
                    quote!(#private::ThroughputSource::Input(__perfmacro_throughput))
                }
            }),
    );
    set(
        "group",
        attribute.group.value().map(|group| some(trimmed(group))),
    );
    set("budgets", budgets::value(&attribute.budgets, private));
    set(
        "enforce",
        attribute
            .budgets
            .enforce
            .value()
            .map(|word| budgets::enforce(word, private)),
    );
    let sampling = sampling(benchmark, private);
    set("sampling", sampling);
    over_defaults(&quote!(#private::Options), &fields, OPTIONS)
}

pub(super) fn throughput_function(
    benchmark: &Benchmark<'_>,
    private: &TokenStream,
) -> Option<TokenStream> {
    let Some(Throughput::Closure(closure)) = benchmark.attribute.throughput.value() else {
        return None;
    };
    let input = input::raw(benchmark, private);
    let span = closure.span();
    let result = quote_spanned!(span=> #private::throughput_of(&#input, #closure));
    Some(quote! {
        fn __perfmacro_throughput(__perfmacro_case: &#private::Case) -> #private::Throughput {
            use #private::throughput::*;
            #result
        }
    })
}

pub(super) fn sizes_static(
    benchmark: &Benchmark<'_>,
    private: &TokenStream,
) -> Option<TokenStream> {
    let Some(Sizes::Slice(slice)) = benchmark.attribute.sizes.value() else {
        return None;
    };
    Some(quote!(static __PERFMACRO_SIZES: &[#private::usize] = #slice;))
}

/// Criterion's own knobs.
fn sampling(benchmark: &Benchmark<'_>, private: &TokenStream) -> Option<TokenStream> {
    let attribute = benchmark.attribute;
    let mut fields = Vec::new();
    let mut set = |field: &str, value: Option<TokenStream>| {
        if let Some(value) = value {
            let field = format_ident!("{field}");
            fields.push(quote!(#field: #private::Option::Some(#value)));
        }
    };
    let count = |count: &u64| {
        let count = Literal::u64_unsuffixed(*count);
        quote!(#count)
    };
    let time = |time: &u64| quote!(#private::Picoseconds::new(#time));
    let number = |number: &f64| quote!(#number);
    set("sample_size", attribute.sample_size.value().map(count));
    set("warm_up_time", attribute.warm_up_time.value().map(time));
    set(
        "measurement_time",
        attribute.measurement_time.value().map(time),
    );
    set("nresamples", attribute.nresamples.value().map(count));
    set(
        "confidence_level",
        attribute.confidence_level.value().map(number),
    );
    set(
        "significance_level",
        attribute.significance_level.value().map(number),
    );
    set(
        "noise_threshold",
        attribute.noise_threshold.value().map(number),
    );
    set(
        "sampling_mode",
        attribute.sampling_mode.value().map(|mode| {
            let variant = match *mode {
                "linear" => quote!(Linear),
                "flat" => quote!(Flat),
                _ => quote!(Auto),
            };
            quote!(#private::SamplingMode::#variant)
        }),
    );
    (!fields.is_empty()).then(|| over_defaults(&quote!(#private::Sampling), &fields, KNOBS))
}

fn sizes_value(sizes: &Sizes, private: &TokenStream) -> TokenStream {
    match sizes {
        Sizes::Literal(sizes) => {
            let sizes = sizes.iter().map(|size| Literal::usize_unsuffixed(*size));
            quote!(#private::Sizes::List(&[#(#sizes),*]))
        }
        Sizes::Slice(_) => quote!(#private::Sizes::List(__PERFMACRO_SIZES)),
        Sizes::Geometric(range) => {
            let Geometric {
                first,
                last,
                factor,
            } = &**range;
            quote!(#private::Sizes::Geometric { first: #first, last: #last, factor: #factor })
        }
    }
}

/// `Type { fields, ..Type::DEFAULT }`, the default alone, or without it where all `count` fields are
/// written: clippy calls an update that updates nothing needless.
fn over_defaults(options: &TokenStream, fields: &[TokenStream], count: usize) -> TokenStream {
    if fields.is_empty() {
        quote!(#options::DEFAULT)
    } else if fields.len() == count {
        quote!(#options { #(#fields),* })
    } else {
        quote!(#options { #(#fields,)* ..#options::DEFAULT })
    }
}
