//! A generated test, and what it comes to.

use std::process::{ExitCode, Termination};

use crate::case::Case;
use crate::report;

/// A generated test: its own name, and the cases that it judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    pub(super) name: &'static str,
    pub(super) cases: Cases,
}

/// Cases of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cases {
    All,
    /// Those of one variant.
    OfVariant(usize),
    /// Those of one variant together: how they grow.
    Growth(usize),
    /// The one at this place of the entry's product.
    One(usize),
}

impl Test {
    /// `smoke`: every case of the entry.
    #[must_use]
    pub const fn all(name: &'static str) -> Test {
        Test {
            name,
            cases: Cases::All,
        }
    }

    /// `all_sizes`, `u64_all_sizes`: the cases of one variant, whose sizes only the compiler knows.
    #[must_use]
    pub const fn of_variant(name: &'static str, index: usize) -> Test {
        Test {
            name,
            cases: Cases::OfVariant(index),
        }
    }

    /// `budget`, `size_10`, `u64_size_1000_threads_4`: the case at place `index` of the entry's product.
    #[must_use]
    pub const fn of_case(name: &'static str, index: usize) -> Test {
        Test {
            name,
            cases: Cases::One(index),
        }
    }

    /// `complexity`, `u64_complexity`: how the cases of one variant grow with their size.
    #[must_use]
    pub const fn growth(name: &'static str, variant: usize) -> Test {
        Test {
            name,
            cases: Cases::Growth(variant),
        }
    }

    /// Whether it judges how cases grow, and not each of them.
    pub(super) fn is_of_growth(self) -> bool {
        matches!(self.cases, Cases::Growth(_))
    }

    pub(super) fn judges(self, case: &Case) -> bool {
        match self.cases {
            Cases::All => true,
            Cases::OfVariant(index) | Cases::Growth(index) => case.variant_index() == index,
            Cases::One(index) => case.index() == index,
        }
    }
}

/// What a generated test returns: libtest takes its exit code, so that a failure is the message alone,
/// without a panic's backtrace.
#[must_use = "a test returns it"]
pub struct Enforced {
    pub(super) failure: Option<String>,
}

impl Termination for Enforced {
    fn report(self) -> ExitCode {
        match self.failure {
            None => ExitCode::SUCCESS,
            Some(failure) => {
                report::show(&failure);
                ExitCode::FAILURE
            }
        }
    }
}
