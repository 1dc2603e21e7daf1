//! The attributes of [perfmacro](https://docs.rs/perfmacro); depend on that crate, not on this one.
//!
//! Input: the tokens of `#[perf_bench(..)]` and of the item below it. Output: the same item, token for
//! token, and behind it a registration and tests. The way is
//! `attribute` (tokens to options, every error collected) -> `model` (only legal benchmarks, with the
//! rules of `check`) -> `expand` (an infallible function of the model).
//!
//! Invariant: without the feature `active` this crate has no dependency and `#[perf_bench]` returns its
//! item untouched. With it, the item is still always kept, whatever is wrong with the attribute.

#![forbid(unsafe_code)]

use proc_macro::TokenStream;

#[cfg(feature = "active")]
mod args;
#[cfg(feature = "active")]
mod attribute;
#[cfg(feature = "active")]
mod budgets;
#[cfg(feature = "active")]
mod bytes;
#[cfg(feature = "active")]
mod check;
#[cfg(feature = "active")]
mod compile_error;
#[cfg(feature = "active")]
mod complexity;
#[cfg(feature = "active")]
mod context;
#[cfg(feature = "active")]
mod count;
#[cfg(feature = "active")]
mod decimal;
#[cfg(feature = "active")]
mod defaults;
#[cfg(feature = "active")]
mod derive_input;
#[cfg(feature = "active")]
mod duration;
#[cfg(feature = "active")]
mod enclosing;
#[cfg(feature = "active")]
mod entry_point;
#[cfg(feature = "active")]
mod executor;
#[cfg(feature = "active")]
mod expand;
#[cfg(feature = "active")]
mod formula;
#[cfg(feature = "active")]
mod function;
#[cfg(feature = "active")]
mod generics;
#[cfg(feature = "active")]
mod implementation;
#[cfg(feature = "active")]
mod inputs;
#[cfg(feature = "active")]
mod kind;
#[cfg(feature = "active")]
mod limit;
#[cfg(feature = "active")]
mod marker;
#[cfg(feature = "active")]
mod model;
#[cfg(feature = "active")]
mod option;
#[cfg(feature = "active")]
mod owner;
#[cfg(feature = "active")]
mod place;
#[cfg(feature = "active")]
mod rate;
#[cfg(feature = "active")]
mod sizes;
#[cfg(feature = "active")]
mod slot;
#[cfg(all(test, feature = "active"))]
mod snapshots;
#[cfg(feature = "active")]
mod text;
#[cfg(feature = "active")]
mod tokens;
#[cfg(feature = "active")]
mod type_map;
#[cfg(feature = "active")]
mod types;
#[cfg(feature = "active")]
mod value;
#[cfg(feature = "active")]
mod variant;

/// Declares how a function is measured and what it may cost.
// The reference stands on the re-export in `perfmacro`, where users read it.
#[proc_macro_attribute]
pub fn perf_bench(arguments: TokenStream, item: TokenStream) -> TokenStream {
    #[cfg(feature = "active")]
    {
        entry_point::perf_bench(arguments.into(), &item.into()).into()
    }
    #[cfg(not(feature = "active"))]
    {
        let _ = arguments;
        item
    }
}

/// Keeps an item only where perfmacro is active.
// The reference stands on the re-export in `perfmacro`, where users read it.
#[proc_macro_attribute]
pub fn perf_only(arguments: TokenStream, item: TokenStream) -> TokenStream {
    #[cfg(feature = "active")]
    {
        entry_point::perf_only(&arguments.into(), item.into()).into()
    }
    #[cfg(not(feature = "active"))]
    {
        let _ = (arguments, item);
        TokenStream::new()
    }
}

/// Implements `Input` for a struct or an enum where perfmacro is active.
// The reference stands on the re-export in `perfmacro`, where users read it.
#[proc_macro_derive(Input, attributes(input))]
pub fn derive_input(item: TokenStream) -> TokenStream {
    #[cfg(feature = "active")]
    {
        entry_point::derive_input(item.into()).into()
    }
    #[cfg(not(feature = "active"))]
    {
        let _ = item;
        TokenStream::new()
    }
}
