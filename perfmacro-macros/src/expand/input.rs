//! How a case's input is built: by the user's expression, or parameter by parameter.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprClosure, Type};

use crate::function::{Parameter, Passing};
use crate::model::{Benchmark, Form};
use crate::tokens::with_lifetimes;
use crate::value;
use crate::variant::Variant;

use super::call::input_names;
use super::krate;

/// The input as it was built: what a throughput closure sees.
pub(super) fn raw(
    benchmark: &Benchmark<'_>,
    variant: &Variant<'_>,
    private: &TokenStream,
) -> TokenStream {
    if benchmark.function.parameters.is_empty() {
        return quote!(());
    }
    if benchmark.is_built() {
        return built(benchmark, variant, private);
    }
    let generated = generated_inputs(benchmark, private);
    match &generated[..] {
        [one] => one.clone(),
        several => quote!((#(#several),*)),
    }
}

/// What the user's expression gives: the setup, or the argument, or the setup of the argument. Its type is a
/// function pointer's, which gives a closure's parameter its type, and names nothing of ours in an error;
/// with the span of the option's name, which then is what asks for it.
fn built(benchmark: &Benchmark<'_>, variant: &Variant<'_>, private: &TokenStream) -> TokenStream {
    let attribute = benchmark.attribute;
    let size = attribute.sizes.value().map(|_| {
        (
            quote!(#private::usize),
            quote!(#private::Case::size(__perfmacro_case)),
        )
    });
    let argument = variant.argument.map(|argument| &argument.value);
    let (written, argument, name) = match (attribute.setup.value(), argument) {
        (Some(setup), argument) => (
            setup.to_token_stream(),
            argument.map(|argument| (quote!(_), super::outside(benchmark, argument))),
            attribute.setup.name(),
        ),
        (None, Some(closure)) if matches!(value::ungrouped(closure), Expr::Closure(_)) => {
            (closure.to_token_stream(), None, attribute.args.name())
        }
        (None, argument) => {
            let ignored = size.as_ref().map(|_| quote!(_));
            let written = quote!(|#ignored| #argument);
            (written, None, attribute.args.name())
        }
    };
    let closure = syn::parse2::<ExprClosure>(written.clone()).ok();
    let rng = closure
        .as_ref()
        .filter(|closure| value::asks_for_rng(closure))
        .map(|_| {
            let krate = krate(attribute.krate.value());
            (
                quote!(&mut #krate::Rng),
                quote!(&mut #private::rng(__perfmacro_case)),
            )
        });
    let (kinds, arguments) = size
        .into_iter()
        .chain(argument)
        .chain(rng)
        .unzip::<_, _, Vec<_>, Vec<_>>();

    let asks = name.map_or_else(Span::call_site, Ident::span);
    let parameters = &benchmark.function.parameters;
    let results = parameters.iter().map(|parameter| {
        let known = closure.is_some() && !benchmark.is_async();
        known
            .then(|| owned_type(parameter))
            .flatten()
            .unwrap_or_else(|| quote_spanned!(asks=> _))
    });
    let result = if parameters.len() == 1 {
        quote!(#(#results)*)
    } else {
        quote_spanned!(asks=> (#(#results),*))
    };
    let setup_type = if benchmark.is_async() {
        quote_spanned!(asks=> fn(#(#kinds),*) -> _)
    } else {
        quote_spanned!(asks=> fn(#(#kinds),*) -> #result)
    };
    let written = super::outside(benchmark, &synchronous(written, closure));
    let value = quote!({
        let __perfmacro_setup: #setup_type = #written;
        __perfmacro_setup(#(#arguments),*)
    });
    if benchmark.is_async() {
        quote!(#private::built!(__perfmacro_context, #value))
    } else {
        value
    }
}

/// `async |n| body` as `|n| async move { body }`, which becomes a function pointer.
fn synchronous(written: TokenStream, closure: Option<ExprClosure>) -> TokenStream {
    match closure {
        Some(mut closure) if closure.asyncness.is_some() => {
            closure.asyncness = None;
            closure.output = syn::ReturnType::Default;
            let body = &closure.body;
            closure.body = Box::new(Expr::Verbatim(quote!(async move { #body })));
            closure.into_token_stream()
        }
        _ => written,
    }
}

/// The input as the loop takes it: each part says whether it can be used again. For a state that is reused,
/// what is kept and what each call takes.
pub(super) fn wrapped(
    benchmark: &Benchmark<'_>,
    variant: &Variant<'_>,
    private: &TokenStream,
) -> TokenStream {
    let parameters = &benchmark.function.parameters;
    let form = benchmark.form();
    let raw = raw(benchmark, variant, private);
    let wrap = |parameter: &Parameter, input: TokenStream| match parameter.passing {
        Passing::Owned => quote!(#private::owned!(#input)),
        Passing::Shared if form == Form::Owned => quote!(#private::Lent(#input)),
        Passing::Shared | Passing::Exclusive => input,
    };
    if form == Form::Shared {
        return quote!(#private::Lent(#raw));
    }
    let inputs = input_names(benchmark, "input");
    if form == Form::Reused {
        let [state, owned] = [false, true].map(|is_owned| {
            let parts = parameters
                .iter()
                .zip(&inputs)
                .filter(|(parameter, _)| (parameter.passing == Passing::Owned) == is_owned)
                .map(|(parameter, input)| wrap(parameter, quote!(#input)))
                .collect::<Vec<_>>();
            list(parts.into_iter())
        });
        let pattern = if let [input] = &inputs[..] {
            quote!(#input)
        } else {
            quote!((#(#inputs),*))
        };
        return quote!({
            let #pattern = #raw;
            (#state, #owned)
        });
    }
    if let [parameter] = &parameters[..] {
        return wrap(parameter, raw);
    }
    let parts = parameters
        .iter()
        .zip(&inputs)
        .map(|(parameter, input)| wrap(parameter, quote!(#input)));
    let list = list(parts);
    quote!({
        let (#(#inputs),*) = #raw;
        #list
    })
}

/// `(a, (b, (c, ())))`: a type whose parts are found by recursion, for any number of them.
pub(super) fn list(parts: impl DoubleEndedIterator<Item = TokenStream>) -> TokenStream {
    parts.rfold(quote!(()), |rest, part| quote!((#part, #rest)))
}

fn generated_inputs(benchmark: &Benchmark<'_>, private: &TokenStream) -> Vec<TokenStream> {
    let krate = krate(benchmark.attribute.krate.value());
    // They do not exist in generated code.
    let lifetimes = benchmark.function.lifetimes();
    let parameters = benchmark.function.parameters.iter().enumerate();
    parameters
        .map(|(index, parameter)| {
            let referent = &parameter.referent;
            let referent = with_lifetimes(quote!(#referent), &lifetimes, "static");
            let index = Literal::u64_suffixed(index as u64);
            // The type's own span is underlined where it has no input.
            let span = name_span(&parameter.referent);
            let owned = quote_spanned!(span=> _);
            quote! {
                #private::generated!(
                    __perfmacro_case,
                    #index,
                    #referent,
                    <#owned as #krate::Input>::generate,
                )
            }
        })
        .collect()
}

/// What a closure returns for an owned parameter, where that can be written: whether a value is `Copy` has to
/// be known before the call is seen, and `|| None` alone does not tell. A function's result is known, and may
/// still have to coerce; a type that may hide a lifetime cannot stand in a function pointer's result.
fn owned_type(parameter: &Parameter) -> Option<TokenStream> {
    let written = parameter.referent.to_token_stream();
    (parameter.passing == Passing::Owned && hides_no_lifetime(written.clone())).then_some(written)
}

/// The names that a type without a lifetime is made of, as far as they are known here.
pub(crate) const OWNED_NAMES: &[&str] = &[
    "std",
    "core",
    "alloc",
    "string",
    "vec",
    "boxed",
    "option",
    "result",
    "collections",
    "path",
    "String",
    "Vec",
    "VecDeque",
    "Box",
    "Option",
    "Result",
    "HashMap",
    "HashSet",
    "BTreeMap",
    "BTreeSet",
    "PathBuf",
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "usize",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "isize",
    "f32",
    "f64",
    "bool",
    "char",
];

fn hides_no_lifetime(written: TokenStream) -> bool {
    written.into_iter().all(|token| match token {
        TokenTree::Ident(ident) => OWNED_NAMES.iter().any(|name| ident == name),
        TokenTree::Punct(punct) => matches!(punct.as_char(), '<' | '>' | ',' | ':' | ';'),
        TokenTree::Group(group) => hides_no_lifetime(group.stream()),
        TokenTree::Literal(_) => true,
    })
}

/// The token that stands for the whole type: a path's last name, and the first token of all others.
pub(crate) fn name_span(written: &Type) -> Span {
    match written {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.span()),
        _ => None,
    }
    .unwrap_or_else(|| written.span())
}
