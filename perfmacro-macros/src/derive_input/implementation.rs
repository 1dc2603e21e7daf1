//! The implementation of `Input`: an infallible function of the target.
//!
//! Shape, for `enum Json { Null, List(Vec<Json>) }`:
//!
//! ```text
//! impl Input for Json {
//!     fn generate(size: usize, rng: &mut Rng) -> Self {
//!         Rng::nested(rng, |rng| {
//!             let choices = if Rng::is_deep(rng) { 1 } else { 2 };
//!             match Rng::below(rng, choices) {
//!                 0 => Self::Null {},
//!                 _ => Self::List { 0: <_ as Input>::generate(size, rng) },
//!             }
//!         })
//!     }
//!     fn generate_element(rng: &mut Rng) -> Self { /* the same over generate_element */ }
//! }
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::expand::{krate, name_span};

use super::recursion;
use super::target::{Field, Shape, Source, Target, Variant};

/// Which of the trait's two functions is written.
#[derive(Clone, Copy)]
enum Generated {
    Whole,
    Element,
}

/// `impl Input for` the target.
pub(super) fn of(target: &Target<'_>) -> TokenStream {
    let krate = krate(target.krate.as_ref());
    let name = target.name;
    let (generics, arguments, conditions) = target.generics.split_for_impl();
    let given = conditions.map(|conditions| &conditions.predicates);
    let given = given.into_iter().flatten();
    let parameters = target
        .generics
        .type_params()
        .map(|parameter| &parameter.ident);
    let allow = target.is_deprecated.then(|| quote!(#[allow(deprecated)]));
    let whole = value(target, Generated::Whole, &krate);
    let element = value(target, Generated::Element, &krate);
    quote! {
        #allow
        #[automatically_derived]
        impl #generics #krate::Input for #name #arguments
        where
            #(#given,)*
            #(#parameters: #krate::Input,)*
        {
            fn generate(
                __perfmacro_size: #krate::__private::usize,
                __perfmacro_rng: &mut #krate::Rng,
            ) -> Self {
                #krate::Rng::nested(__perfmacro_rng, |__perfmacro_rng| #whole)
            }

            fn generate_element(__perfmacro_rng: &mut #krate::Rng) -> Self {
                #krate::Rng::nested(__perfmacro_rng, |__perfmacro_rng| #element)
            }
        }
    }
}

fn value(target: &Target<'_>, generated: Generated, krate: &TokenStream) -> TokenStream {
    let variants = match &target.shape {
        Shape::Struct(fields) => return literal(&quote!(Self), fields, generated, krate),
        Shape::Enum(variants) => variants,
    };
    let mut variants = variants.iter().collect::<Vec<_>>();
    let ending = recursion::endings(&mut variants, target.name, target.generics);
    let of_variant = |variant: &Variant<'_>| {
        let name = variant.name;
        literal(&quote!(Self::#name), &variant.fields, generated, krate)
    };
    let Some((last, others)) = variants
        .split_last()
        .filter(|(_, others)| !others.is_empty())
    else {
        return variants
            .first()
            .map(|only| of_variant(only))
            .unwrap_or_default();
    };
    let all = Literal::usize_unsuffixed(variants.len());
    let choices = if ending == variants.len() {
        all.to_token_stream()
    } else {
        let ending = Literal::usize_unsuffixed(ending);
        quote!(if #krate::Rng::is_deep(__perfmacro_rng) { #ending } else { #all })
    };
    let places = (0..others.len()).map(Literal::usize_unsuffixed);
    let others = others.iter().map(|variant| of_variant(variant));
    let last = of_variant(last);
    quote!({
        let __perfmacro_choices = #choices;
        match #krate::Rng::below(__perfmacro_rng, __perfmacro_choices) {
            #(#places => #others,)*
            _ => #last,
        }
    })
}

/// `path { member: value, .. }`, which every kind of struct and variant can be written as.
fn literal(
    path: &TokenStream,
    fields: &[Field<'_>],
    generated: Generated,
    krate: &TokenStream,
) -> TokenStream {
    let members = fields.iter().map(|field| &field.member);
    let values = fields
        .iter()
        .map(|field| field_value(field, generated, krate));
    quote!(#path { #(#members: #values),* })
}

fn field_value(field: &Field<'_>, generated: Generated, krate: &TokenStream) -> TokenStream {
    let size = |written: &Option<syn::Expr>| match (written, generated) {
        (Some(size), _) => quote!(#size),
        (None, Generated::Whole) => quote!(__perfmacro_size),
        (None, Generated::Element) => quote!(#krate::input::ELEMENT_SIZE),
    };
    // The type's own span is underlined where it cannot be generated.
    let inferred = quote_spanned!(name_span(field.written)=> _);
    match &field.source {
        Source::Default => quote!(<#inferred as #krate::__private::Default>::default()),
        Source::With {
            function,
            size: written,
        } => {
            let size = size(written);
            let field_type = field.written;
            // A function pointer's type gives a closure's parameters theirs; the field asks for it.
            let function_type = quote_spanned!(name_span(field_type)=>
                fn(#krate::__private::usize, &mut #krate::Rng) -> #field_type
            );
            quote!({
                let __perfmacro_with: #function_type = #function;
                __perfmacro_with(#size, __perfmacro_rng)
            })
        }
        Source::Input { size: written } => {
            if let (None, Generated::Element) = (written, generated) {
                return quote!(<#inferred as #krate::Input>::generate_element(__perfmacro_rng));
            }
            let size = size(written);
            quote!(<#inferred as #krate::Input>::generate(#size, __perfmacro_rng))
        }
    }
}
