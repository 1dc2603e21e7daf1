//! The annotated item: a free function's signature. The body is never parsed.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{FnArg, GenericParam, Safety, Signature, Token, Type, Visibility};

use crate::context::Context;

/// A function that can be measured as far as its own tokens tell.
pub(crate) struct Function {
    pub(crate) signature: Signature,
    pub(crate) parameters: Vec<Parameter>,
    /// Its `#[cfg(..)]`: whatever names it exists where it does.
    pub(crate) conditions: Vec<syn::Attribute>,
    /// Calls to it need `#[allow(deprecated)]`.
    pub(crate) is_deprecated: bool,
}

/// One parameter: how it takes its input, and the type of what stands behind the reference.
pub(crate) struct Parameter {
    pub(crate) passing: Passing,
    pub(crate) referent: Type,
    /// `&'static T`: only a `setup` can make one.
    pub(crate) is_static: bool,
}

/// How a parameter takes its input.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passing {
    /// `&T`: one input serves every call.
    Shared,
    /// `&mut T`: fresh for every call.
    Exclusive,
    /// `T`: fresh for every call, unless its value is `Copy`.
    Owned,
}

impl Function {
    /// Reads the item; `None` where it is not a function that can be measured, with the errors reported.
    pub(crate) fn parse(context: &Context, item: TokenStream) -> Option<Function> {
        let parsed = (|input: ParseStream<'_>| {
            let attributes = input.call(syn::Attribute::parse_outer)?;
            input.parse::<Visibility>()?;
            let ahead = input.fork();
            let Ok(signature) = ahead.parse::<Signature>() else {
                let kind = item_kind(input).unwrap_or("this item");
                return Err(input.error(format_args!(
                    "`perf_bench` goes on a function, not on {kind}"
                )));
            };
            input.advance_to(&ahead);
            let has_body = input.peek(syn::token::Brace);
            input.parse::<TokenStream>()?;
            Ok((attributes, signature, has_body))
        })
        .parse2(item);

        let (attributes, signature, has_body) = parsed.map_err(|error| context.push(error)).ok()?;
        let parameters = parameters(context, &attributes, &signature, has_body)?;
        Some(Function {
            is_deprecated: attributes
                .iter()
                .any(|attribute| attribute.path().is_ident("deprecated")),
            conditions: attributes
                .into_iter()
                .filter(|attribute| attribute.path().is_ident("cfg"))
                .collect(),
            signature,
            parameters,
        })
    }

    /// The lifetimes, types and constants that the function is generic over, and `impl Trait` in
    /// argument position: whatever is not a lifetime has to be fixed by a `setup`.
    pub(crate) fn first_unfixed_generic(&self) -> Option<TokenStream> {
        let declared = self
            .signature
            .generics
            .params
            .iter()
            .find(|parameter| !matches!(parameter, GenericParam::Lifetime(_)))
            .map(ToTokens::to_token_stream);
        declared.or_else(|| {
            self.parameters
                .iter()
                .find_map(|parameter| find_word(parameter.referent.to_token_stream(), "impl"))
                .map(ToTokens::into_token_stream)
        })
    }
}

fn parameters(
    context: &Context,
    attributes: &[syn::Attribute],
    signature: &Signature,
    has_body: bool,
) -> Option<Vec<Parameter>> {
    let errors = refusals(attributes, signature, has_body);
    let is_refused = !errors.is_empty();
    for error in errors {
        context.push(error);
    }
    if is_refused {
        return None;
    }
    let typed = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(&*typed.ty),
        FnArg::Receiver(_) => None,
    });
    Some(typed.map(parameter).collect())
}

/// Why the function cannot be measured, each on the token that says so.
fn refusals(
    attributes: &[syn::Attribute],
    signature: &Signature,
    has_body: bool,
) -> Vec<syn::Error> {
    let mut errors = Vec::new();
    let mut refuse = |tokens: &dyn ToTokens, message: &str| {
        errors.push(syn::Error::new_spanned(tokens.to_token_stream(), message));
    };
    if let Some(receiver) = signature.receiver() {
        refuse(
            receiver,
            "`perf_bench` cannot measure a method: it does not see the type of `self`; annotate a \
             free function that calls the method",
        );
    } else if let Some(self_type) = find_word(signature.to_token_stream(), "Self") {
        refuse(
            &self_type,
            "`perf_bench` cannot measure a function of an `impl` block: it does not see what `Self` \
             is; annotate a free function that calls it",
        );
    } else if !has_body {
        refuse(
            &signature.ident,
            "`perf_bench` goes on a function with a body",
        );
    }
    if let Some(asyncness) = &signature.asyncness {
        refuse(
            asyncness,
            "`perf_bench` cannot measure an `async fn`: annotate a function that runs it to its end",
        );
    }
    if let Safety::Unsafe(unsafety) = &signature.safety {
        refuse(
            unsafety,
            "`perf_bench` cannot call an `unsafe fn`: annotate a safe function that calls it",
        );
    }
    if let Some(feature) = attributes
        .iter()
        .find(|found| found.path().is_ident("target_feature"))
    {
        refuse(
            feature,
            "`perf_bench` cannot call a `#[target_feature]` function: annotate a safe function that \
             checks for the feature and calls it",
        );
    }
    if let Some(variadic) = &signature.variadic {
        refuse(variadic, "`perf_bench` cannot call a variadic function");
    }
    if let syn::ReturnType::Type(_, output) = &signature.output
        && let Type::Never(never) = &**output
    {
        refuse(
            never,
            "`perf_bench` cannot measure a function that never returns",
        );
    }
    errors
}

fn parameter(written: &Type) -> Parameter {
    match ungrouped(written) {
        Type::Reference(reference) => Parameter {
            passing: if reference.mutability.is_some() {
                Passing::Exclusive
            } else {
                Passing::Shared
            },
            referent: ungrouped(&reference.elem).clone(),
            is_static: reference
                .lifetime
                .as_ref()
                .is_some_and(|lifetime| lifetime.ident == "static"),
        },
        other => Parameter {
            passing: Passing::Owned,
            referent: other.clone(),
            is_static: false,
        },
    }
}

/// The type without parentheses and without the invisible groups that `macro_rules!` puts around its
/// arguments.
fn ungrouped(mut written: &Type) -> &Type {
    loop {
        written = match written {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            _ => return written,
        };
    }
}

fn item_kind(input: ParseStream<'_>) -> Option<&'static str> {
    macro_rules! kinds {
        ($input:ident, $($token:tt => $kind:literal),* $(,)?) => {
            $(if $input.peek(Token![$token]) { return Some($kind); })*
        };
    }
    let item = input.fork();
    item.parse::<Option<Token![unsafe]>>().ok()?;
    kinds! {
        item,
        struct => "a `struct`", enum => "an `enum`", union => "a `union`", trait => "a `trait`",
        impl => "an `impl` block", mod => "a module", const => "a `const`", static => "a `static`",
        type => "a type alias", use => "a `use`", extern => "an `extern` block", macro => "a macro",
    }
    None
}

fn find_word(tokens: TokenStream, word: &str) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        proc_macro2::TokenTree::Ident(ident) if ident == word => Some(ident),
        proc_macro2::TokenTree::Group(group) => find_word(group.stream(), word),
        _ => None,
    })
}
