//! How a case's input is built: by the setup, or parameter by parameter.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, Type};

use crate::function::{Parameter, Passing};
use crate::model::{Benchmark, Input};
use crate::value;

use super::call::input_names;
use super::krate;

/// The input as it was built: what a throughput closure sees.
pub(super) fn raw(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
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
    let results =
        benchmark.function.parameters.iter().map(|parameter| {
            owned_type(setup, parameter).unwrap_or_else(|| quote_spanned!(asks=> _))
        });
    let result = if benchmark.function.parameters.len() == 1 {
        quote!(#(#results)*)
    } else {
        quote_spanned!(asks=> (#(#results),*))
    };
    let setup_type = quote_spanned!(asks=> fn(#parameter) -> #result);
    quote!({
        let __perfmacro_setup: #setup_type = #setup;
        __perfmacro_setup(#argument)
    })
}

/// The input as the loop takes it: each part says whether it can be used again.
pub(super) fn wrapped(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
    let parameters = &benchmark.function.parameters;
    let has_exclusive = benchmark.passing() == Passing::Exclusive;
    let wrap = |parameter: &Parameter, input: TokenStream| match parameter.passing {
        Passing::Owned => quote!(#private::owned!(#input)),
        Passing::Shared if !has_exclusive => quote!(#private::Lent(#input)),
        Passing::Shared | Passing::Exclusive => input,
    };
    let raw = raw(benchmark, private);
    if let [parameter] = &parameters[..] {
        return wrap(parameter, raw);
    }
    let inputs = input_names(benchmark, "input");
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
    let lifetimes = lifetimes(benchmark);
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

/// What a closure returns for an owned parameter, where that can be written: whether a value is `Copy` has to
/// be known before the call is seen, and `|| None` alone does not tell. A function's result is known, and may
/// still have to coerce; a type that may hide a lifetime cannot stand in a function pointer's result.
fn owned_type(setup: &Expr, parameter: &Parameter) -> Option<TokenStream> {
    let is_closure = matches!(value::ungrouped(setup), Expr::Closure(_));
    let written = parameter.referent.to_token_stream();
    (parameter.passing == Passing::Owned && is_closure && hides_no_lifetime(written.clone()))
        .then_some(written)
}

/// The names that a type without a lifetime is made of, as far as they are known here.
const OWNED_NAMES: &[&str] = &[
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

/// The names of the function's own lifetimes.
fn lifetimes(benchmark: &Benchmark<'_>) -> Vec<String> {
    let generics = &benchmark.function.signature.generics;
    generics
        .lifetimes()
        .map(|declared| declared.lifetime.ident.to_string())
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
