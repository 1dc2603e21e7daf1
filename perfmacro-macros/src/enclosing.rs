//! Where an attribute stands: in the body of an `impl` or of a `trait`, or not.
//!
//! Input: the compiler's place of the attribute, and the file it is in. Output: the [`Block`] around it, or `None` where
//! there is none or where it cannot be told: the file is not there, or the place is inside a macro's. An item's tokens
//! do not say what is around them, and what the attribute adds to a function is not allowed in either.
//!
//! Invariant: a file is read and scanned once per compilation, however many attributes it has.

mod blocks;
mod lexer;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::SystemTime;

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::function::without_owner;

use blocks::{Block, Blocks};

/// The one error on a function in a block in which it cannot be measured by itself.
pub(crate) fn refusal(item: &TokenStream) -> Option<syn::Error> {
    let name = function_name(item.clone())?;
    let message = match here()? {
        Block::Impl => without_owner(&name),
        Block::Trait => "`perf_bench` on a function of a `trait` has no type to measure it on: annotate it in an \
                         `impl` of the trait, with `#[perf_bench]` on that `impl` block too"
            .to_owned(),
    };
    Some(syn::Error::new(name.span(), message))
}

/// The name of the function that the item is.
fn function_name(item: TokenStream) -> Option<Ident> {
    let mut tokens = item.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if let (TokenTree::Ident(word), Some(TokenTree::Ident(name))) = (token, tokens.peek())
            && word == "fn"
        {
            return Some(name.clone());
        }
    }
    None
}

/// The block around the attribute that is being expanded.
fn here() -> Option<Block> {
    if !proc_macro::is_available() {
        return None;
    }
    let start = proc_macro::Span::call_site().start();
    let blocks = blocks_of(start.local_file()?)?;
    blocks.at(start.line(), start.column())
}

/// The file's blocks, scanned where it is new or has changed: an editor's server lives for many compilations.
fn blocks_of(path: PathBuf) -> Option<Rc<Blocks>> {
    thread_local! {
        static SCANNED: RefCell<HashMap<PathBuf, (SystemTime, Rc<Blocks>)>> = RefCell::default();
    }
    let modified = fs::metadata(&path).ok()?.modified().ok()?;
    SCANNED.with_borrow_mut(|scanned| {
        if let Some((known, blocks)) = scanned.get(&path)
            && *known == modified
        {
            return Some(Rc::clone(blocks));
        }
        let blocks = Rc::new(Blocks::of(&fs::read_to_string(&path).ok()?));
        scanned.insert(path, (modified, Rc::clone(&blocks)));
        Some(blocks)
    })
}
