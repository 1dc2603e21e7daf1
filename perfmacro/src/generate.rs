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
    note = "give the benchmark a `setup`, or derive or implement `perfmacro::Input`"
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
    generate(case.size(), &mut parameter_rng(case.seed(), index))
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
