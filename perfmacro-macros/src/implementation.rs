//! An annotated `impl` block: its header, and the annotated methods in it.

use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Ident, ImplItem, ItemImpl, Signature, Token, Visibility};

use crate::function::Head;
use crate::marker::Marker;
use crate::owner::Owner;

/// The block, and what is to be measured in it.
pub(crate) struct Implementation {
    pub(crate) owner: Rc<Owner>,
    pub(crate) methods: Vec<Method>,
    /// The block as it was written, without the inner attributes: they are expanded here.
    pub(crate) item: TokenStream,
}

/// An annotated item of the block.
pub(crate) struct Method {
    /// Where its attribute stands.
    pub(crate) place: Span,
    /// What its attribute says.
    pub(crate) arguments: TokenStream,
    /// An error where it is no function.
    pub(crate) head: syn::Result<Head>,
}

impl Implementation {
    /// Reads the block.
    ///
    /// # Errors
    ///
    /// It is not one that can be read.
    pub(crate) fn parse(item: TokenStream) -> syn::Result<Implementation> {
        let mut tokens = item.into_iter().collect::<Vec<_>>();
        let body = match tokens.pop() {
            Some(TokenTree::Group(body)) if body.delimiter() == Delimiter::Brace => body,
            _ => {
                return Err(syn::Error::new(
                    Span::call_site(),
                    "`perf_bench` expected an `impl` block",
                ));
            }
        };
        let before = tokens.into_iter().collect::<TokenStream>();
        let header = syn::parse2::<ItemImpl>(quote!(#before {}))?;
        let mut found = Found::default();
        (|input: ParseStream<'_>| found.read(input)).parse2(body.stream())?;

        let mut kept = Group::new(Delimiter::Brace, found.kept);
        kept.set_span(body.span());
        Ok(Implementation {
            owner: Rc::new(Owner::new(header, found.associated)),
            methods: found.methods,
            item: quote!(#before #kept),
        })
    }
}

/// What was read of a block's body.
#[derive(Default)]
struct Found {
    methods: Vec<Method>,
    associated: Vec<(Ident, TokenStream)>,
    kept: TokenStream,
}

impl Found {
    fn read(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        for attribute in input.call(syn::Attribute::parse_inner)? {
            attribute.to_tokens(&mut self.kept);
        }
        while !input.is_empty() {
            self.read_item(input)?;
        }
        Ok(())
    }

    /// Reads one item, whatever it is, and keeps its tokens.
    fn read_item(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let mut attributes = Vec::new();
        let mut markers = Vec::new();
        for attribute in input.call(syn::Attribute::parse_outer)? {
            if let Some(marker) = Marker::of(&attribute) {
                markers.push((attribute.span(), marker));
            } else {
                attribute.to_tokens(&mut self.kept);
                attributes.push(attribute);
            }
        }
        let ahead = input.fork();
        ahead.parse::<Visibility>()?;
        skip_default(&ahead);
        let function = ahead.fork();
        let signature = function.parse::<Signature>().ok();
        if signature.is_some() {
            ahead.advance_to(&function);
        }
        let has_body = ahead.peek(syn::token::Brace);
        if signature.is_some() {
            ahead.parse::<TokenTree>()?;
        } else if let ImplItem::Type(defined) = ahead.parse::<ImplItem>()?
            && defined.generics.params.is_empty()
        {
            let definition = defined.ty.to_token_stream();
            self.associated.push((defined.ident, definition));
        }
        while input.cursor() != ahead.cursor() {
            input.parse::<TokenTree>()?.to_tokens(&mut self.kept);
        }
        let Some((place, marker)) = markers.pop() else {
            return Ok(());
        };
        let message = if markers.is_empty() {
            "`perf_bench` goes on a function of the `impl` block"
        } else {
            "`perf_bench` stands twice on one function: keep one"
        };
        let head = signature
            .filter(|_| markers.is_empty())
            .ok_or_else(|| syn::Error::new_spanned(&marker.path, message))
            .map(|signature| Head {
                attributes,
                signature,
                has_body,
            });
        self.methods.push(Method {
            place,
            arguments: marker.arguments,
            head,
        });
        Ok(())
    }
}

/// `default fn`, which no parser of stable syntax knows.
fn skip_default(input: ParseStream<'_>) {
    let ahead = input.fork();
    if let Ok(word) = ahead.call(Ident::parse_any)
        && word == "default"
        && !ahead.peek(Token![!])
    {
        input.advance_to(&ahead);
    }
}
