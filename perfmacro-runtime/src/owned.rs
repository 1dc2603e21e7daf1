//! Inputs that a function takes by value.
//!
//! A `Copy` value is as fresh after a call as before it, so one input serves every call: `find(&[u64], u64)`
//! then searches one slice again and again, as its callers do, and not a cold one each time. Any other value
//! is gone with its call, and every call needs an input of its own. Which of the two holds is settled by
//! method resolution, in [`owned!`](crate::owned): an `impl` for the value is found before one for a
//! reference to it. The methods' names are ones that no trait of the user's has.

use std::cell::Cell;
use std::hint::black_box;

/// Whether one input serves every call.
pub trait Reusable {
    /// Known when the loop is compiled, so that only one of two is.
    const REUSABLE: bool;
}

/// An input that is lent.
pub struct Lent<T>(pub T);

/// A `Copy` input: a call gets a copy.
pub struct Copied<T>(T);

/// Any other owned input, until its call takes it.
pub struct Once<T>(Cell<Option<T>>);

/// A value that another can be made of for a call: `inputs = reuse` keeps one of each that a call takes.
pub trait Fresh {
    /// As fresh as this one was when it was built.
    #[must_use]
    fn fresh(&self) -> Self;
}

impl Fresh for () {
    fn fresh(&self) -> Self {}
}

impl<A: Fresh, B: Fresh> Fresh for (A, B) {
    fn fresh(&self) -> Self {
        (self.0.fresh(), self.1.fresh())
    }
}

impl<T: Copy> Fresh for Copied<T> {
    fn fresh(&self) -> Self {
        Copied(self.0)
    }
}

impl<T: Repeatable> Fresh for Once<T> {
    fn fresh(&self) -> Self {
        let value = self.0.take();
        let copy = value.clone();
        self.0.set(value);
        Once(Cell::new(copy))
    }
}

/// What can be cloned; the message where that is not so is about `inputs = reuse`.
#[diagnostic::on_unimplemented(
    message = "`inputs = reuse` clones what a call takes by value, and `{Self}` is not `Clone`",
    label = "not `Clone`",
    note = "derive `Clone`, or leave `inputs = reuse` out: every call then has an input of its own"
)]
pub trait Repeatable: Clone {}

#[diagnostic::do_not_recommend]
impl<T: Clone> Repeatable for T {}

impl<T> Reusable for Lent<T> {
    const REUSABLE: bool = true;
}

impl<T> Reusable for Copied<T> {
    const REUSABLE: bool = true;
}

impl<T> Reusable for Once<T> {
    const REUSABLE: bool = false;
}

/// The end of a list of inputs.
impl Reusable for () {
    const REUSABLE: bool = true;
}

/// An input and the list of those behind it: a list, unlike a tuple, is of any length.
impl<A: Reusable, B: Reusable> Reusable for (A, B) {
    const REUSABLE: bool = A::REUSABLE && B::REUSABLE;
}

impl<T: Copy> Copied<T> {
    /// A copy of the input, of which the compiler knows nothing.
    #[inline]
    pub fn __perfmacro_take(&self) -> T {
        black_box(self.0)
    }
}

impl<T> Once<T> {
    /// The input, of which the compiler knows nothing.
    ///
    /// # Panics
    ///
    /// Where it was taken before: a loop makes one call per input.
    #[inline]
    pub fn __perfmacro_take(&self) -> T {
        black_box(self)
            .0
            .take()
            .expect("a loop makes one call per input")
    }
}

/// A value about to become [`Copied`] or [`Once`].
#[doc(hidden)]
pub struct Owned<T>(pub T);

#[doc(hidden)]
pub struct CopyTag;

#[doc(hidden)]
pub struct OnceTag;

#[doc(hidden)]
pub trait CopyKind {
    fn __perfmacro_kind(&self) -> CopyTag {
        CopyTag
    }
}

#[doc(hidden)]
pub trait OnceKind {
    fn __perfmacro_kind(&self) -> OnceTag {
        OnceTag
    }
}

impl<T: Copy> CopyKind for Owned<T> {}

impl<T> OnceKind for &Owned<T> {}

impl CopyTag {
    #[doc(hidden)]
    #[expect(clippy::needless_pass_by_value, reason = "as its twin")]
    pub fn __perfmacro_wrap<T: Copy>(self, owned: Owned<T>) -> Copied<T> {
        let Owned(value) = owned;
        Copied(value)
    }
}

impl OnceTag {
    #[doc(hidden)]
    pub fn __perfmacro_wrap<T>(self, owned: Owned<T>) -> Once<T> {
        Once(Cell::new(Some(owned.0)))
    }
}

/// Makes [`Copied`] of a `Copy` value and [`Once`] of any other. The value's type has to be known here.
#[doc(hidden)]
#[macro_export]
macro_rules! owned {
    ($value:expr) => {{
        use $crate::owned::{CopyKind as _, OnceKind as _};
        let __perfmacro_owned = $crate::owned::Owned($value);
        (&__perfmacro_owned)
            .__perfmacro_kind()
            .__perfmacro_wrap(__perfmacro_owned)
    }};
}

#[cfg(test)]
#[expect(
    unused_imports,
    reason = "one of the two that the macro brings, in another crate unseen"
)]
mod tests {
    use super::*;

    fn is_reusable<T: Reusable>(_: &T) -> bool {
        T::REUSABLE
    }

    #[test]
    fn copies_are_reusable_and_other_values_are_not() {
        assert!(is_reusable(&owned!(7_u64)));
        assert!(is_reusable(&owned!("text")));
        assert!(!is_reusable(&owned!(String::new())));
        assert!(is_reusable(&(Lent(vec![1]), (owned!('c'), ()))));
        assert!(!is_reusable(&(Lent(vec![1]), (owned!(vec![1]), ()))));
    }

    #[test]
    fn a_copy_can_be_taken_again_and_another_value_once() {
        let copied = owned!(7_u64);
        assert_eq!(
            (copied.__perfmacro_take(), copied.__perfmacro_take()),
            (7, 7)
        );
        let once = owned!(String::from("a"));
        assert_eq!(once.__perfmacro_take(), "a");
        assert!(once.0.take().is_none());
    }
}
