//! Where every stage leaves its errors, so that one compile shows them all.
//!
//! After `serde_derive`'s `internals/ctxt.rs`. Invariant: a context is finished before it is dropped; one
//! that is not would lose errors in silence, so it panics.

use std::cell::RefCell;
use std::fmt::Display;
use std::thread;

use quote::ToTokens;

/// Collects the errors of one expansion.
pub(crate) struct Context {
    /// `None` once finished.
    errors: RefCell<Option<Vec<syn::Error>>>,
}

impl Context {
    pub(crate) fn new() -> Self {
        Context {
            errors: RefCell::new(Some(Vec::new())),
        }
    }

    /// Reports `message` on `tokens`, which it underlines.
    pub(crate) fn error(&self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    /// Reports an error that a parser made.
    pub(crate) fn push(&self, error: syn::Error) {
        self.errors
            .borrow_mut()
            .as_mut()
            .expect("no stage reports after the context is finished")
            .push(error);
    }

    /// All errors as one, or `Ok` where there were none.
    #[must_use = "an expansion with errors must emit them"]
    pub(crate) fn finish(self) -> Result<(), syn::Error> {
        let errors = self.errors.take().expect("a context is finished once");
        errors
            .into_iter()
            .reduce(|mut all, error| {
                all.combine(error);
                all
            })
            .map_or(Ok(()), Err)
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        assert!(
            thread::panicking() || self.errors.borrow().is_none(),
            "a context is finished before it is dropped"
        );
    }
}
