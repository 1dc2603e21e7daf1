//! The const data of an entry, and the functions behind the closures of its options.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::attribute::Throughput;
use crate::inputs::Inputs;
use crate::model::{Benchmark, Form};
use crate::sizes::{Geometric, Sizes};
use crate::variant::Variant;

use super::{budgets, call, context, input, outside, start, trimmed};

/// The fields of the runtime's `Options`, and of its `Sampling`.
const OPTIONS: usize = 10;
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
    set(
        "threads",
        attribute.threads.value().map(|threads| {
            let threads = threads
                .iter()
                .map(|threads| Literal::usize_unsuffixed(*threads));
            quote!(&[#(#threads),*])
        }),
    );
    set(
        "pool",
        attribute.inputs.value().and_then(|inputs| match inputs {
            Inputs::Pool(count) => {
                let count = Literal::usize_unsuffixed(*count);
                Some(quote!(#count))
            }
            Inputs::Reuse => None,
        }),
    );
    set("seed", attribute.seed.value().map(|seed| quote!(#seed)));
    set(
        "throughput",
        attribute
            .throughput
            .value()
            .and_then(|throughput| match throughput {
                Throughput::Bytes => Some(quote!(#private::ThroughputSource::Bytes)),
                Throughput::Elements => Some(quote!(#private::ThroughputSource::Elements)),
                Throughput::Closure(_) => None,
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
    set(
        "alloc_scope",
        attribute
            .budgets
            .alloc_scope
            .value()
            .map(|word| budgets::alloc_scope(word, private)),
    );
    let sampling = sampling(benchmark, private);
    set("sampling", sampling);
    over_defaults(&quote!(#private::Options), &fields, OPTIONS)
}

/// `fn __perfmacro_throughput`, which builds an input and asks the closure.
pub(super) fn throughput_function(
    benchmark: &Benchmark<'_>,
    variant: &Variant<'_>,
    private: &TokenStream,
) -> Option<TokenStream> {
    let Some(Throughput::Closure(closure)) = benchmark.attribute.throughput.value() else {
        return None;
    };
    let input = input::raw(benchmark, variant, private);
    let context = context_binding(benchmark, private);
    let span = closure.span();
    let closure = outside(benchmark, closure);
    let result = quote_spanned!(span=> #private::throughput_of(&#input, #closure));
    Some(quote! {
        fn __perfmacro_throughput(__perfmacro_case: &#private::Case) -> #private::Throughput {
            use #private::throughput::*;
            #context
            #result
        }
    })
}

/// `fn __perfmacro_check`, which makes one call and asks the closure about its output.
pub(super) fn check_function(
    benchmark: &Benchmark<'_>,
    variant: &Variant<'_>,
    private: &TokenStream,
) -> Option<TokenStream> {
    let check = benchmark.attribute.check.value()?;
    let input = input::wrapped(benchmark, variant, private);
    let context = context_binding(benchmark, private);
    let call = call::once_closure(benchmark, private);
    let lent = match benchmark.form() {
        Form::Shared | Form::Owned => quote!(&__perfmacro_inputs),
        Form::Exclusive => quote!(&mut __perfmacro_inputs),
        Form::Reused => quote!((&mut __perfmacro_inputs.0, &__perfmacro_inputs.1)),
    };
    let mutable = matches!(benchmark.form(), Form::Exclusive | Form::Reused).then(|| quote!(mut));
    let output = context::awaited(
        benchmark,
        Span::call_site(),
        quote!(#private::routine::once(#lent, #call)),
    );
    let span = check.span();
    let check = outside(benchmark, check);
    let result = quote_spanned!(span=> #private::routine::check_of(&__perfmacro_output, #check));
    let allow = start::allowances(benchmark);
    Some(quote! {
        #allow
        fn __perfmacro_check(__perfmacro_case: &#private::Case) -> #private::bool {
            #context
            let #mutable __perfmacro_inputs = #input;
            let __perfmacro_output = #output;
            #result
        }
    })
}

/// `fn __perfmacro_skip`, which asks the closure about the case.
pub(super) fn skip_function(
    benchmark: &Benchmark<'_>,
    private: &TokenStream,
) -> Option<TokenStream> {
    let skip = benchmark.attribute.skip.value()?;
    let span = skip.span();
    let skip = outside(benchmark, skip);
    let result = quote_spanned!(span=> __perfmacro_skip(__perfmacro_case));
    Some(quote! {
        fn __perfmacro_skip(__perfmacro_case: &#private::Case) -> #private::bool {
            let __perfmacro_skip: fn(&#private::Case) -> #private::bool = #skip;
            #result
        }
    })
}

/// The context, where building an input or making a call takes one.
fn context_binding(benchmark: &Benchmark<'_>, private: &TokenStream) -> Option<TokenStream> {
    let function = context::function(benchmark, private);
    benchmark
        .is_async()
        .then(|| quote!(let __perfmacro_context = #private::routine::once((), |()| (#function)());))
}

pub(super) fn sizes_static(
    benchmark: &Benchmark<'_>,
    private: &TokenStream,
) -> Option<TokenStream> {
    let Some(Sizes::Slice(slice)) = benchmark.attribute.sizes.value() else {
        return None;
    };
    let slice = outside(benchmark, slice);
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
