//! What of an entry only the compiler can vary: its types, its constants, and the expressions of its named
//! arguments. Every combination of them is a variant, with functions of its own; sizes and threads are
//! values, and cost no code.

use crate::case::Case;
use crate::routine::Routine;
use crate::throughput::Throughput;

/// One combination of types, constants and a named argument.
#[derive(Debug)]
pub struct Variant {
    /// The types and constants as they are written, `u64, 8`; empty where there are none.
    pub generics: &'static str,
    /// The name of the argument.
    pub argument: Option<&'static str>,
    /// Builds a case's input, untimed, and returns the loop over the call.
    pub start: fn(&Case) -> Routine,
    /// The same for the function that it is measured against.
    pub reference: Option<fn(&Case) -> Routine>,
    /// What one call processes, computed from the input, which this builds.
    pub throughput: Option<fn(&Case) -> Throughput>,
    /// Makes one call and tells whether its result is right.
    pub check: Option<fn(&Case) -> bool>,
    /// Whether a case is left out.
    pub skip: Option<fn(&Case) -> bool>,
}

impl Variant {
    /// The variant of an entry without types, constants and arguments, or the base of one with.
    #[must_use]
    pub const fn new(start: fn(&Case) -> Routine) -> Variant {
        Variant {
            generics: "",
            argument: None,
            start,
            reference: None,
            throughput: None,
            check: None,
            skip: None,
        }
    }

    /// With these types and constants.
    #[must_use]
    pub const fn generics(self, generics: &'static str) -> Variant {
        Variant { generics, ..self }
    }

    /// With the argument of this name.
    #[must_use]
    pub const fn argument(self, name: &'static str) -> Variant {
        Variant {
            argument: Some(name),
            ..self
        }
    }

    /// With a function that it is measured against.
    #[must_use]
    pub const fn reference(self, start: fn(&Case) -> Routine) -> Variant {
        Variant {
            reference: Some(start),
            ..self
        }
    }

    /// With a throughput that is computed from the input.
    #[must_use]
    pub const fn throughput(self, throughput: fn(&Case) -> Throughput) -> Variant {
        Variant {
            throughput: Some(throughput),
            ..self
        }
    }

    /// With a check of the result.
    #[must_use]
    pub const fn check(self, check: fn(&Case) -> bool) -> Variant {
        Variant {
            check: Some(check),
            ..self
        }
    }

    /// With cases to leave out.
    #[must_use]
    pub const fn skip(self, skip: fn(&Case) -> bool) -> Variant {
        Variant {
            skip: Some(skip),
            ..self
        }
    }
}
