//! The closure that makes one call, over a reference to the input.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Expr, Type};

use crate::function::Passing;
use crate::generics::{Generic, Origin};
use crate::model::{Benchmark, Form};
use crate::value;

use super::input;

/// The closure that makes one call, over a reference to the input; where a state is reused, over the state, the
/// values for the call, and what takes its output.
pub(super) fn closure(
    benchmark: &Benchmark<'_>,
    callee: &Callee,
    private: &TokenStream,
) -> TokenStream {
    let call = call(benchmark, callee, private);
    if benchmark.form() == Form::Reused {
        let [state, owned] = reused_patterns(benchmark);
        let (asyncness, suffix) = if benchmark.awaits_calls() {
            (Some(quote!(async)), Some(quote!(.await)))
        } else {
            (None, None)
        };
        return quote! {
            #asyncness |#state, #owned, __perfmacro_outputs| {
                __perfmacro_outputs.take(#call #suffix);
            }
        };
    }
    let pattern = pattern(benchmark, private);
    quote!(|#pattern| #call)
}

/// The closure that makes one call on the input as [`input::once`] builds it, whatever is reused.
pub(super) fn once_closure(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
    let call = call(benchmark, &Callee::annotated(benchmark), private);
    let pattern = match benchmark.form() {
        Form::Reused => {
            let [state, owned] = reused_patterns(benchmark);
            quote!((#state, #owned))
        }
        _ => pattern(benchmark, private),
    };
    quote!(|#pattern| #call)
}

/// The call, on names that a pattern binds.
fn call(benchmark: &Benchmark<'_>, callee: &Callee, private: &TokenStream) -> TokenStream {
    let Callee {
        path: function,
        ends,
        parentheses,
    } = callee;
    let ends = *ends;
    let parameters = &benchmark.function.parameters;
    let inputs = input_names(benchmark, "input");
    let loans = input_names(benchmark, "loan");
    let mut bindings = TokenStream::new();
    let mut is_lent = false;
    let arguments = parameters
        .iter()
        .zip(inputs.iter().zip(&loans))
        .map(|(parameter, (input, loan))| {
            // What is taken by value is opaque from where it is taken. What is lent is bound before the call, so
            // that an error on an argument is about the user's function.
            if parameter.passing != Passing::Owned {
                bindings.extend(quote!(let #input = #private::black_box(#input);));
            }
            match parameter.passing {
                Passing::Shared if benchmark.is_built() && !is_reference(&parameter.referent) => {
                    is_lent = true;
                    bindings.extend(quote!(let #loan = #private::Loan(&*#input);));
                    method(loan, "__perfmacro_lend", ends)
                }
                Passing::Shared => reborrow(input, None, ends),
                Passing::Exclusive => reborrow(input, Some("mut"), ends),
                Passing::Owned => method(input, "__perfmacro_take", ends),
            }
        })
        .collect::<Vec<_>>();
    let arguments = quote_spanned!(*parentheses=> (#(#arguments),*));
    let call = quote!(#function #arguments);
    let call = if benchmark.function.unsafety.is_some() {
        quote!(unsafe { #call })
    } else {
        call
    };
    if bindings.is_empty() {
        return call;
    }
    let import = is_lent.then(|| {
        quote! {
            use #private::Lend as _;
        }
    });
    quote! {{
        #import
        #bindings
        #call
    }}
}

/// What is called: its path, and the user's tokens that are wrong where an argument is.
pub(super) struct Callee {
    path: TokenStream,
    ends: Option<Ends>,
    parentheses: Span,
}

impl Callee {
    /// The annotated function. Its arguments are a setup's.
    pub(super) fn annotated(benchmark: &Benchmark<'_>) -> Callee {
        Callee {
            path: path(benchmark),
            ends: Ends::of_setup(benchmark),
            parentheses: Span::call_site(),
        }
    }

    /// The function that it is compared with, which has to take what the annotated one takes.
    pub(super) fn reference(benchmark: &Benchmark<'_>) -> Option<Callee> {
        let written = benchmark.attribute.budgets.reference.value()?;
        let ends = Ends::of(written);
        Some(Callee {
            path: super::outside(benchmark, written),
            ends,
            parentheses: ends.map_or_else(Span::call_site, |ends| ends.last),
        })
    }

    /// Where the call stands: at the annotated function's attribute, or at the reference's path.
    pub(super) fn span(&self) -> Span {
        self.parentheses.resolved_at(Span::call_site())
    }
}

/// The function as it is named outside its `impl` block, with what it is measured for.
fn path(benchmark: &Benchmark<'_>) -> TokenStream {
    let function = benchmark.function;
    // With the user's own spans, as the arguments of a setup have: a setup of the wrong type is then an
    // error on the user's tokens alone.
    let name = &function.signature.ident;
    let attribute = benchmark.attribute;
    let is_chosen = |generic: &Generic| {
        if generic.is_type() {
            attribute.types.value().is_some()
        } else {
            attribute.consts.value().is_some()
        }
    };
    let own = function
        .generics
        .iter()
        .filter(|generic| generic.origin == Origin::Function)
        .collect::<Vec<_>>();
    let turbofish = own.iter().any(|generic| is_chosen(generic)).then(|| {
        let own = own.iter().map(|generic| {
            if is_chosen(generic) {
                generic.name.to_token_stream()
            } else {
                quote!(_)
            }
        });
        quote!(::<#(#own),*>)
    });
    let owner = function
        .owner
        .as_ref()
        .map(|owner| owner.path(&benchmark.open()))
        .map(|path| quote!(#path::));
    quote!(#owner #name #turbofish)
}

/// The pattern that takes the input apart as `input::wrapped` put it together.
fn pattern(benchmark: &Benchmark<'_>, private: &TokenStream) -> TokenStream {
    let inputs = input_names(benchmark, "input");
    let parameters = &benchmark.function.parameters;
    match (benchmark.form(), &inputs[..]) {
        (_, []) => quote!(_),
        (Form::Shared, [input]) => quote!(#private::Lent(#input)),
        (Form::Shared, _) => quote!(#private::Lent((#(#inputs),*))),
        (_, [input]) => quote!(#input),
        (Form::Owned | Form::Reused, _) => {
            let parts = parameters.iter().zip(&inputs).map(|(parameter, input)| {
                if parameter.passing == Passing::Shared {
                    quote!(#private::Lent(#input))
                } else {
                    quote!(#input)
                }
            });
            input::list(parts)
        }
        (Form::Exclusive, _) => input::list(inputs.iter().map(ToTokens::to_token_stream)),
    }
}

/// The patterns of what is kept and of what a call takes.
fn reused_patterns(benchmark: &Benchmark<'_>) -> [TokenStream; 2] {
    let inputs = input_names(benchmark, "input");
    [false, true].map(|is_owned| {
        let parts = benchmark
            .function
            .parameters
            .iter()
            .zip(&inputs)
            .filter(|(parameter, _)| (parameter.passing == Passing::Owned) == is_owned)
            .map(|(_, input)| input.to_token_stream())
            .collect::<Vec<_>>();
        input::list(parts.into_iter())
    })
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
    let mut input = input.clone();
    if let Some(Ends { last, .. }) = ends {
        input.set_span(last.resolved_at(input.span()));
    }
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
        Ends::of(benchmark.attribute.setup.value()?)
    }

    fn of(written: &Expr) -> Option<Ends> {
        let mut spans = value::ungrouped(written)
            .to_token_stream()
            .into_iter()
            .map(|token| token.span());
        let first = spans.next()?;
        let last = spans.last().unwrap_or(first);
        Some(Ends { first, last })
    }
}
