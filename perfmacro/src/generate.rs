//! From a parameter's type to its input: what stands behind a reference is generated in its owned form.

use std::ffi::{OsStr, OsString};
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::string::String;
use std::vec::Vec;

use perfmacro_runtime::Case;

use crate::{Input, Rng};

/// Something a parameter refers to, or takes: `[u8]` behind `&[u8]`, `str` behind `&str`, or a sized type
/// itself. What is generated of it is settled by method resolution: an inherent method is found
/// before a trait's, and a trait's for a value before one for a reference to it.
pub struct Referent<T: ?Sized>(PhantomData<T>);

/// What is generated; a reference to it coerces to a reference to what it stands for.
pub struct Owned<O>(PhantomData<O>);

impl<T: ?Sized> Referent<T> {
    /// The referent of that type.
    #[must_use]
    pub const fn of() -> Self {
        Referent(PhantomData)
    }
}

macro_rules! owned {
    ($(impl[$($generic:ident)?] $referent:ty => $owned:ty;)*) => {$(
        impl<$($generic)?> Referent<$referent> {
            /// Its owned form.
            #[must_use]
            pub const fn __perfmacro_owned(&self) -> Owned<$owned> {
                Owned(PhantomData)
            }
        }
    )*};
}

owned! {
    impl[T] [T] => Vec<T>;
    impl[] str => String;
    impl[] OsStr => OsString;
    impl[] Path => PathBuf;
}

/// A type that has a size stands for itself.
pub trait SizedReferent<T> {
    /// The type itself.
    fn __perfmacro_owned(&self) -> Owned<T> {
        Owned(PhantomData)
    }
}

impl<T> SizedReferent<T> for Referent<T> {}

/// Any other type: nothing can be generated of it, and its name is in the error that says so.
pub trait UnsizedReferent<T: ?Sized> {
    /// A type without an input.
    fn __perfmacro_owned(&self) -> Owned<Unsized<T>> {
        Owned(PhantomData)
    }
}

impl<T: ?Sized> UnsizedReferent<T> for &Referent<T> {}

/// Stands for an input that there is not; it dereferences, so that nothing else is in error.
pub struct Unsized<T: ?Sized>(PhantomData<T>);

/// What an input without a size would have to have. Nothing has it: the error is about the type by its own name.
#[diagnostic::on_unimplemented(
    message = "perfmacro cannot generate an input of type `{Self}`",
    label = "no generated input: the type has no size",
    note = "give the benchmark a `setup`, such as one that returns a `Box` of it"
)]
pub trait HasSize {}

impl<T: HasSize + ?Sized> Input for Unsized<T> {
    fn generate(_: usize, _: &mut Rng) -> Self {
        Unsized(PhantomData)
    }
}

impl<T: ?Sized> Deref for Unsized<T> {
    type Target = T;

    fn deref(&self) -> &T {
        unreachable!("no input of a type without a size is generated")
    }
}

impl<T: ?Sized> DerefMut for Unsized<T> {
    fn deref_mut(&mut self) -> &mut T {
        unreachable!("no input of a type without a size is generated")
    }
}

/// The input of parameter `index` of `case`, by `Input::generate`, which generated code names so that a
/// missing implementation is an error on the parameter's own type.
// Once per type and not per function: it is never inlined.
#[inline(never)]
#[must_use]
pub fn generate<O>(case: &Case, index: u64, _: Owned<O>, generate: fn(usize, &mut Rng) -> O) -> O {
    generate(case.size(), &mut parameter_rng(case.seed(), index))
}

/// [`generate`] for a type.
#[doc(hidden)]
#[macro_export]
macro_rules! generated {
    ($case:expr, $index:expr, $referent:ty, $generate:expr $(,)?) => {{
        use $crate::__private::{SizedReferent as _, UnsizedReferent as _};
        $crate::__private::generate(
            $case,
            $index,
            (&$crate::__private::Referent::<$referent>::of()).__perfmacro_owned(),
            $generate,
        )
    }};
}

/// What a setup that asks for random numbers takes them from.
#[must_use]
pub fn rng(case: &Case) -> Rng {
    parameter_rng(case.seed(), u64::MAX)
}

/// The sequence of one parameter. Seeds in a row give one sequence at neighbouring places, so the number of
/// the parameter is mixed first: two parameters of one type must not be each other's neighbours.
fn parameter_rng(seed: u64, index: u64) -> Rng {
    Rng::new(Rng::new(seed.wrapping_add(index)).u64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_share_no_numbers() {
        let numbers = |seed, index| {
            let mut rng = parameter_rng(seed, index);
            (0..1000).map(|_| rng.u64()).collect::<Vec<_>>()
        };
        for (seed, index) in [(0, 1), (0, 2), (1, 1), (7, 0)] {
            let other = numbers(seed, index);
            assert!(numbers(0, 0).iter().all(|number| !other.contains(number)));
        }
    }
}
