//! The annotated item: the signature of a function or a method. The body is never parsed.

use std::rc::Rc;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{
    FnArg, Lifetime, Receiver, ReceiverKind, ReturnType, Safety, Signature, Token, Type, Visibility,
};

use crate::context::Context;
use crate::generics::{self, Generic, Origin};
use crate::marker::Marker;
use crate::owner::Owner;
use crate::tokens::{find_word, mentions};

/// A function that can be measured as far as its own tokens tell.
pub(crate) struct Function {
    pub(crate) signature: Signature,
    /// The `impl` block around a method.
    pub(crate) owner: Option<Rc<Owner>>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) generics: Vec<Generic>,
    /// Its `#[cfg(..)]`: whatever names it exists where it does.
    pub(crate) conditions: Vec<syn::Attribute>,
    /// Calls to it need `#[allow(deprecated)]`.
    pub(crate) is_deprecated: bool,
    /// `unsafe fn`, or its `#[target_feature]`: what says that a call takes `unsafe`.
    pub(crate) unsafety: Option<TokenStream>,
}

/// One parameter: how it takes its input, and the type of what stands behind the reference.
pub(crate) struct Parameter {
    pub(crate) passing: Passing,
    pub(crate) referent: Type,
    /// Of the reference.
    pub(crate) lifetime: Option<Lifetime>,
}

impl Parameter {
    /// `&'static T`: only a `setup` can make one.
    pub(crate) fn is_static(&self) -> bool {
        self.lifetime
            .as_ref()
            .is_some_and(|lifetime| lifetime.ident == "static")
    }
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

/// What stands before a body.
pub(crate) struct Head {
    pub(crate) attributes: Vec<syn::Attribute>,
    pub(crate) signature: Signature,
    pub(crate) has_body: bool,
}

impl Function {
    /// Reads a free function; `None` where it is not one that can be measured, with the errors reported.
    pub(crate) fn parse(context: &Context, item: TokenStream) -> Option<Function> {
        let parsed = (|input: ParseStream<'_>| {
            let attributes = input.call(syn::Attribute::parse_outer)?;
            input.parse::<Visibility>()?;
            let ahead = input.fork();
            let Ok(signature) = ahead.parse::<Signature>() else {
                let kind = item_kind(input).unwrap_or("this item");
                return Err(input.error(format_args!(
                    "`perf_bench` goes on a function, an `impl` block or an inline module, not on {kind}"
                )));
            };
            input.advance_to(&ahead);
            let has_body = input.peek(syn::token::Brace);
            input.parse::<TokenStream>()?;
            Ok(Head {
                attributes,
                signature,
                has_body,
            })
        })
        .parse2(item);
        let head = parsed.map_err(|error| context.push(error)).ok()?;
        Function::new(context, None, head)
    }

    /// The function, or `None` where it cannot be measured, with the errors reported.
    pub(crate) fn new(context: &Context, owner: Option<Rc<Owner>>, head: Head) -> Option<Function> {
        let errors = refusals(owner.as_deref(), &head);
        if !errors.is_empty() {
            for error in errors {
                context.push(error);
            }
            return None;
        }
        let Head {
            attributes,
            signature,
            ..
        } = head;
        let mut generics = generics::declared(owner.as_deref(), &signature.generics);
        let parameters = signature
            .inputs
            .iter()
            .map(|input| {
                let written = parameter_type(owner.as_deref(), input)?;
                Ok(parameter(&generics::without_impl_traits(
                    &written,
                    &mut generics,
                )))
            })
            .collect::<syn::Result<Vec<_>>>()
            .map_err(|error| context.push(error))
            .ok()?;
        let own_conditions = attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("cfg"));
        let conditions = owner
            .iter()
            .flat_map(|owner| &owner.conditions)
            .chain(own_conditions)
            .cloned()
            .collect();
        Some(Function {
            is_deprecated: attributes
                .iter()
                .any(|attribute| attribute.path().is_ident("deprecated")),
            unsafety: unsafety(&attributes, &signature),
            conditions,
            generics,
            parameters,
            owner,
            signature,
        })
    }

    /// Whether a call gives a future: an `async fn`, or one whose result says so.
    pub(crate) fn is_async(&self) -> bool {
        const FUTURES: [&str; 3] = ["Future", "BoxFuture", "LocalBoxFuture"];
        let ReturnType::Type(_, output) = &self.signature.output else {
            return self.signature.asyncness.is_some();
        };
        let is_future = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if FUTURES.iter().any(|future| ident == future));
        self.signature.asyncness.is_some() || mentions(output.to_token_stream(), &is_future)
    }

    /// The lifetimes that it and its block declare.
    pub(crate) fn lifetimes(&self) -> Vec<String> {
        let own = self.signature.generics.lifetimes();
        self.owner
            .iter()
            .flat_map(|owner| owner.lifetimes())
            .chain(own.map(|declared| declared.lifetime.ident.to_string()))
            .collect()
    }

    /// Whether the types of the parameters tell what `generic` is.
    pub(crate) fn is_told_by_parameters(&self, generic: &Generic) -> bool {
        generic.origin == Origin::Parameter
            || self
                .parameters
                .iter()
                .any(|parameter| generic.is_in(parameter.referent.to_token_stream()))
    }
}

/// The type of a parameter, `Self` replaced.
fn parameter_type(owner: Option<&Owner>, input: &FnArg) -> syn::Result<Type> {
    let replaced = |written: &Type| match owner {
        Some(owner) => syn::parse2(owner.replace_self(written.to_token_stream(), &[])),
        None => Ok(written.clone()),
    };
    match input {
        FnArg::Typed(typed) => replaced(&typed.ty),
        FnArg::Receiver(receiver) => receiver_type(owner, receiver),
    }
}

/// `&Parser` for `&self`, at the place of `self`.
fn receiver_type(owner: Option<&Owner>, receiver: &Receiver) -> syn::Result<Type> {
    let self_type = Ident::new("Self", receiver.self_token.span);
    let written = match &receiver.kind {
        ReceiverKind::Reference(and, lifetime, mutability) => {
            quote!(#and #lifetime #mutability #self_type)
        }
        ReceiverKind::Typed(_, written) => written.to_token_stream(),
        _ => self_type.to_token_stream(),
    };
    let written = match owner {
        Some(owner) => owner.replace_self(written, &[]),
        None => written,
    };
    syn::parse2(written)
}

/// Why the function cannot be measured, each on the token that says so.
fn refusals(owner: Option<&Owner>, head: &Head) -> Vec<syn::Error> {
    let Head {
        attributes,
        signature,
        has_body,
    } = head;
    let mut errors = Vec::new();
    let mut refuse = |tokens: &dyn ToTokens, message: &str| {
        errors.push(syn::Error::new_spanned(tokens.to_token_stream(), message));
    };
    if let Some(marker) = attributes.iter().find_map(Marker::of) {
        refuse(
            &marker.path,
            "`perf_bench` stands twice on one function: keep one",
        );
    }
    if owner.is_none() {
        if let Some(receiver) = signature.receiver() {
            refuse(receiver, &without_owner(&signature.ident));
        } else if let Some(self_type) = find_word(signature.to_token_stream(), "Self") {
            refuse(&self_type, &without_owner(&signature.ident));
        }
    }
    if errors.is_empty() && !has_body {
        errors.push(syn::Error::new_spanned(
            &signature.ident,
            "`perf_bench` goes on a function with a body",
        ));
    }
    let mut refuse = |tokens: &dyn ToTokens, message: &str| {
        errors.push(syn::Error::new_spanned(tokens.to_token_stream(), message));
    };
    if let Some(variadic) = &signature.variadic {
        refuse(variadic, "`perf_bench` cannot call a variadic function");
    }
    if let ReturnType::Type(_, output) = &signature.output
        && let Type::Never(never) = &**output
    {
        refuse(
            never,
            "`perf_bench` cannot measure a function that never returns",
        );
    }
    if owner.is_some_and(|owner| owner.implements("Drop")) {
        refuse(
            &signature.ident,
            "`perf_bench` cannot call a destructor: annotate a function that takes the value and drops it",
        );
    }
    errors
}

/// What to say of a method or an associated function that stands alone.
pub(crate) fn without_owner(method: &Ident) -> String {
    format!(
        "`perf_bench` on a method goes with `#[perf_bench]` on the `impl` block around it, which knows what \
         `Self` is:\n\n    #[perf_bench]\n    impl Type {{\n        #[perf_bench(target = \"1us\")]\n        \
         fn {method}(..) {{ .. }}\n    }}\n"
    )
}

fn unsafety(attributes: &[syn::Attribute], signature: &Signature) -> Option<TokenStream> {
    if let Safety::Unsafe(unsafety) = &signature.safety {
        return Some(unsafety.to_token_stream());
    }
    attributes
        .iter()
        .find(|found| found.path().is_ident("target_feature"))
        .map(ToTokens::to_token_stream)
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
            lifetime: reference.lifetime.clone(),
        },
        other => Parameter {
            passing: Passing::Owned,
            referent: other.clone(),
            lifetime: None,
        },
    }
}

/// The type without parentheses and without the invisible groups that `macro_rules!` puts around its
/// arguments.
pub(crate) fn ungrouped(mut written: &Type) -> &Type {
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
