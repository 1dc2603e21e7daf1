//! From a parameter's type to its input: what stands behind a reference is generated in its owned form.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::string::String;
use std::vec::Vec;

use perfmacro_runtime::Case;

use crate::Rng;

/// Something a parameter refers to, or takes: `[u8]` behind `&[u8]`, `str` behind `&str`, or a sized type
/// itself. Shaped like `ToOwned`, which asks for `Clone` where this does not.
// It asks for no `Input`, so that the error on a type without one is about that type and that trait.
#[diagnostic::on_unimplemented(
    message = "perfmacro cannot generate an input of type `{Self}`",
    label = "no generated input",
    note = "give the benchmark a `setup`, or implement `perfmacro::Input`"
)]
pub trait Referent {
    /// What is generated; a reference to it coerces to a reference to `Self`.
    type Owned;
}

impl<T> Referent for T {
    type Owned = T;
}

impl<T> Referent for [T] {
    type Owned = Vec<T>;
}

impl Referent for str {
    type Owned = String;
}

impl Referent for OsStr {
    type Owned = OsString;
}

impl Referent for Path {
    type Owned = PathBuf;
}

/// The input of parameter `index` of `case`, by `Input::generate`, which generated code names so that a
/// missing implementation is an error on the parameter's own type.
// Once per type and not per function: it is never inlined.
#[inline(never)]
#[must_use]
pub fn generate<T: Referent + ?Sized>(
    case: &Case,
    index: u64,
    generate: fn(usize, &mut Rng) -> T::Owned,
) -> T::Owned {
    generate(case.size(), &mut Rng::new(case.seed(index)))
}
