//! What the attribute expands to, one snapshot per shape of the model.
//!
//! `UPDATE_EXPECT=1 cargo test -p perfmacro-macros --features active` writes them anew: read the diff as
//! code that every user compiles. Every path is absolute and every name begins with `__perfmacro`.

#![allow(
    clippy::needless_raw_string_hashes,
    clippy::too_many_lines,
    reason = "expect-test writes the snapshots"
)]

mod counts;
mod functions;
mod methods;
mod shapes;

use expect_test::Expect;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, File, Item, Stmt};

use crate::entry_point;

/// What of an expansion a snapshot shows; the rest is as in the first one.
enum Part {
    Whole,
    /// The functions of the variants, and what they refer to.
    Functions,
    /// The entry, with its variants as values.
    Entry,
    Tests,
}

impl Part {
    fn of(self, items: Vec<Item>) -> Vec<Item> {
        match self {
            Part::Whole => items,
            Part::Functions => registered(items).flat_map(functions).collect(),
            Part::Entry => registered(items).filter_map(entry).collect(),
            Part::Tests => items
                .into_iter()
                .filter(|item| matches!(item, Item::Mod(_)))
                .collect(),
        }
    }
}

/// Compares a part of the expansion of `#[perf_bench(arguments)] item` with what was `expected`.
fn check(part: Part, arguments: TokenStream, item: &TokenStream, expected: &Expect) {
    let expansion = entry_point::perf_bench(arguments, item);
    let mut file = syn::parse2::<File>(expansion).expect("an expansion is a list of items");
    file.items = part.of(file.items);
    expected.assert_eq(&prettyplease::unparse(&file));
}

/// The items in `const _`.
fn registered(items: Vec<Item>) -> impl Iterator<Item = Item> {
    items
        .into_iter()
        .filter_map(|item| match item {
            Item::Const(registration) => match *registration.expr {
                Expr::Block(block) => Some(block.block.stmts),
                _ => None,
            },
            _ => None,
        })
        .flatten()
        .filter_map(|statement| match statement {
            Stmt::Item(item @ (Item::Fn(_) | Item::Static(_) | Item::Type(_) | Item::Const(_))) => {
                Some(item)
            }
            _ => None,
        })
}

/// What stands in the blocks of an entry's variants; any other item as it is.
fn functions(mut item: Item) -> Vec<Item> {
    let Some(variants) = variants(&mut item) else {
        return vec![item];
    };
    let statements = variants.flat_map(|variant| match variant {
        Expr::Block(block) => std::mem::take(&mut block.block.stmts),
        _ => Vec::new(),
    });
    statements
        .filter_map(|statement| match statement {
            Stmt::Item(item) => Some(item),
            _ => None,
        })
        .collect()
}

/// An entry with the values of its variants in place of their blocks.
fn entry(mut item: Item) -> Option<Item> {
    for variant in variants(&mut item)? {
        if let Expr::Block(block) = variant
            && let Some(Stmt::Expr(value, None)) = block.block.stmts.pop()
        {
            *variant = value;
        }
    }
    Some(item)
}

/// The variants of an entry.
fn variants(item: &mut Item) -> Option<impl Iterator<Item = &mut Expr>> {
    let Item::Static(entry) = item else {
        return None;
    };
    let Expr::Struct(entry) = &mut *entry.expr else {
        return None;
    };
    let field = entry
        .fields
        .iter_mut()
        .find(|field| field.member.to_token_stream().to_string() == "variants")?;
    match &mut field.expr {
        Expr::Reference(reference) => match &mut *reference.expr {
            Expr::Array(variants) => Some(variants.elems.iter_mut()),
            _ => None,
        },
        _ => None,
    }
}
