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

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, LitStr, Path, PathSegment, Type};

use crate::attribute::Throughput;
use crate::function::{Parameter, Passing};
use crate::model::{Benchmark, Input, Tests};
use crate::sizes::{Geometric, Sizes};
use crate::value;

/// Everything that is emitted behind the function.
pub(crate) fn benchmark(benchmark: &Benchmark<'_>) -> TokenStream {
    let conditions = &benchmark.function.conditions;
    let registration = registration(benchmark);
    let tests = tests(benchmark);
    quote! {
        #(#conditions)*
        const _: () = { #registration };
        #(#conditions)*
        #tests
    }
}

fn registration(benchmark: &Benchmark<'_>) -> TokenStream {
    let private = private(benchmark.attribute.krate.value());
    let start = start(benchmark, &private);
    let throughput = throughput_function(benchmark, &private);
    let sizes = sizes_static(benchmark, &private);
    let function = benchmark.function_name();
    let name = entry_name(benchmark);
    let options = options(benchmark, &private);
    quote! {
        #start
        #throughput
        #sizes
        // Whoever writes every option leaves nothing to the defaults.
        #[allow(clippy::needless_update)]
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
            is_optimized: #private::is_optimized::<()>,
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

/// `fn __perfmacro_start`: builds the input, untimed, and returns the loop over the call.
fn start(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
    let call = call(benchmark, private);
    let body = if benchmark.shares_input() {
        let input = raw_input(benchmark, private);
        quote! {
            #private::shared(#input, |__perfmacro_input, __perfmacro_calls| {
                __perfmacro_calls.make(__perfmacro_input, #call);
            })
        }
    } else {
        let input = slotted_input(benchmark, private);
        quote! {
            #private::fresh(
                __perfmacro_case,
                |__perfmacro_case| #input,
                |__perfmacro_batch, __perfmacro_stopwatch| {
                    __perfmacro_batch.run(__perfmacro_stopwatch, #call);
                },
            )
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

/// The closure that makes one call, over a reference to the input.
fn call(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
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
                method(loan, "lend", ends)
            }
            Passing::Shared => reborrow(input, None, ends),
            Passing::Exclusive => reborrow(input, Some("mut"), ends),
            Passing::Owned => method(input, "take", ends),
        })
        .collect::<Vec<_>>();
    let import = (!lent.is_empty()).then(|| {
        quote! {
            #[allow(unused_imports)]
            use #private::Lend as _;
        }
    });
    if let [input] = &inputs[..] {
        return quote!(|#input| { #import #(#lent)* #function(#(#arguments),*) });
    }
    quote! {
        |__perfmacro_inputs| {
            #import
            let (#(#inputs),*) = __perfmacro_inputs;
            #(#lent)*
            #function(#(#arguments),*)
        }
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

/// The input as it was built: what a throughput closure sees.
fn raw_input(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
    match &benchmark.input {
        Input::None => quote!(()),
        Input::Setup(setup) => setup_input(benchmark, setup, private),
        Input::Generated => {
            let generated = generated_inputs(benchmark, private);
            match &generated[..] {
                [one] => one.clone(),
                several => quote!((#(#several),*)),
            }
        }
    }
}

/// The setup's result. Its type is a function pointer's, which gives a closure's parameter its type, and
/// names nothing of ours in an error; with the span of the option's name, which then is what asks for it.
fn setup_input(benchmark: &Benchmark<'_>, setup: &Expr, private: &TokenStream) -> TokenStream {
    let attribute = benchmark.attribute;
    let has_sizes = attribute.sizes.value().is_some();
    let parameter = has_sizes.then(|| quote!(#private::usize));
    let argument = has_sizes.then(|| quote!(#private::Case::size(__perfmacro_case)));
    let asks = attribute
        .setup
        .name()
        .map_or_else(Span::call_site, Ident::span);
    let result = match benchmark.function.parameters.len() {
        1 => quote_spanned!(asks=> _),
        several => {
            let each = (0..several).map(|_| quote_spanned!(asks=> _));
            quote_spanned!(asks=> (#(#each),*))
        }
    };
    let setup_type = quote_spanned!(asks=> fn(#parameter) -> #result);
    quote!({
        let __perfmacro_setup: #setup_type = #setup;
        __perfmacro_setup(#argument)
    })
}

/// The input with each owned parameter in a slot, from which a call takes it.
fn slotted_input(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
    let parameters = &benchmark.function.parameters;
    let slotted = |parameter: &Parameter, input: TokenStream| match parameter.passing {
        Passing::Owned => quote!(#private::Slot::new(#input)),
        Passing::Shared | Passing::Exclusive => input,
    };
    let raw = raw_input(benchmark, private);
    if let [parameter] = &parameters[..] {
        return slotted(parameter, raw);
    }
    let inputs = input_names(benchmark, "input");
    let slots = parameters
        .iter()
        .zip(&inputs)
        .map(|(parameter, input)| slotted(parameter, quote!(#input)));
    quote!({
        let (#(#inputs),*) = #raw;
        (#(#slots),*)
    })
}

fn generated_inputs(benchmark: &Benchmark<'_>, private: &TokenStream) -> Vec<TokenStream> {
    let krate = krate(benchmark.attribute.krate.value());
    let lifetimes = benchmark
        .function
        .signature
        .generics
        .lifetimes()
        .map(|declared| declared.lifetime.ident.to_string())
        .collect::<Vec<_>>();
    let parameters = benchmark.function.parameters.iter().enumerate();
    parameters
        .map(|(index, parameter)| {
            let referent = &parameter.referent;
            let referent = with_static_lifetimes(quote!(#referent), &lifetimes);
            let index = Literal::u64_suffixed(index as u64);
            // The type's own span is underlined where it has no input.
            let span = name_span(&parameter.referent);
            let owned = quote_spanned!(span=> _);
            quote! {
                #private::generate::<#referent>(
                    __perfmacro_case,
                    #index,
                    <#owned as #krate::Input>::generate,
                )
            }
        })
        .collect()
}

/// The token that stands for the whole type: a path's last name, and the first token of all others.
fn name_span(written: &Type) -> Span {
    match written {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.span()),
        _ => None,
    }
    .unwrap_or_else(|| written.span())
}

/// `tokens` with the function's own lifetimes replaced: they do not exist in generated code.
fn with_static_lifetimes(tokens: TokenStream, declared: &[String]) -> TokenStream {
    let mut is_lifetime = false;
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Punct(punct) => {
                is_lifetime = punct.as_char() == '\'';
                TokenTree::Punct(punct)
            }
            TokenTree::Ident(ident)
                if std::mem::take(&mut is_lifetime) && declared.contains(&ident.to_string()) =>
            {
                TokenTree::Ident(Ident::new("static", ident.span()))
            }
            TokenTree::Group(group) => {
                let mut replaced = proc_macro2::Group::new(
                    group.delimiter(),
                    with_static_lifetimes(group.stream(), declared),
                );
                replaced.set_span(group.span());
                TokenTree::Group(replaced)
            }
            other => other,
        })
        .collect()
}

fn throughput_function(benchmark: &Benchmark<'_>, private: &TokenStream) -> Option<TokenStream> {
    let Some(Throughput::Closure(closure)) = benchmark.attribute.throughput.value() else {
        return None;
    };
    let input = raw_input(benchmark, private);
    let span = closure.span();
    let result = quote_spanned!(span=> #private::throughput_of(&#input, #closure));
    Some(quote! {
        fn __perfmacro_throughput(__perfmacro_case: &#private::Case) -> #private::Throughput {
            #[allow(unused_imports)]
            use #private::throughput::*;
            #result
        }
    })
}

fn sizes_static(benchmark: &Benchmark<'_>, private: &TokenStream) -> Option<TokenStream> {
    let Some(Sizes::Slice(slice)) = benchmark.attribute.sizes.value() else {
        return None;
    };
    Some(quote!(static __PERFMACRO_SIZES: &[#private::usize] = #slice;))
}

/// The options that were written, over the runtime's defaults.
fn options(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
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
    set(
        "target",
        attribute
            .target
            .value()
            .map(|time| some(quote!(#private::Picoseconds::new(#time)))),
    );

    let sampling = sampling(benchmark, private);
    set("sampling", sampling);
    over_defaults(&quote!(#private::Options), &fields)
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
    (!fields.is_empty()).then(|| over_defaults(&quote!(#private::Sampling), &fields))
}

/// `Type { fields, ..Type::DEFAULT }`, or the default alone.
fn over_defaults(options: &TokenStream, fields: &[TokenStream]) -> TokenStream {
    if fields.is_empty() {
        quote!(#options::DEFAULT)
    } else {
        quote!(#options { #(#fields,)* ..#options::DEFAULT })
    }
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

fn tests(benchmark: &Benchmark<'_>) -> TokenStream {
    let written = benchmark.attribute.krate.value();
    let moved = written.map(|path| seen_from_child(path.clone()));
    let private = private(moved.as_ref());
    // A relative path may begin with something the parent module imports.
    let parent = written
        .filter(|path| path.leading_colon.is_none())
        .map(|_| {
            quote!(
                #[allow(unused_imports)]
                use super::*;
            )
        });
    let name = entry_name(benchmark);
    let test = |test: Ident, selection: TokenStream| {
        quote! {
            #[#private::test]
            fn #test() -> #private::Enforced {
                #private::enforce(#private::module_path!(), #name, #private::Selection::#selection)
            }
        }
    };
    let tests = match benchmark.tests() {
        Tests::Smoke => test(format_ident!("smoke"), quote!(Smoke)),
        Tests::Budget => test(format_ident!("budget"), quote!(Budget)),
        Tests::AllSizes => test(format_ident!("all_sizes"), quote!(AllSizes)),
        Tests::Sizes(sizes) => sizes
            .iter()
            .map(|size| {
                let literal = Literal::usize_unsuffixed(*size);
                test(format_ident!("size_{size}"), quote!(Size(#literal)))
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

/// The path of what generated code names.
fn private(krate: Option<&Path>) -> TokenStream {
    let krate = self::krate(krate);
    quote!(#krate::__private)
}

/// The path of perfmacro itself.
fn krate(written: Option<&Path>) -> TokenStream {
    written.map_or_else(|| quote!(::perfmacro), |krate| quote!(#krate))
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

/// One name for a single parameter, numbered names for several.
fn input_names(benchmark: &Benchmark<'_>, kind: &str) -> Vec<Ident> {
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
