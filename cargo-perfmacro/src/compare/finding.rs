//! What is found of two figures.

use std::fmt;

use perfmacro_runtime::{Counter, Picoseconds};
use serde::{Serialize, Serializer};

use super::band::Band;
use crate::snapshot::MeasuredTime;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The time of a call.
    Time,
    /// What is counted of it.
    Count(#[serde(serialize_with = "by_name")] Counter),
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// A time with its interval.
    Time(MeasuredTime),
    /// A count.
    Count(u64),
}

/// What came of comparing two figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// Counts are equal.
    Equal,
    /// Times whose intervals overlap.
    NotSignificant,
    /// More than noise between samples, and within the first band, where other processes' layouts are.
    NotRelevant,
    /// Worse; in the middle band a warning, unless the settings say otherwise.
    Worse(Band),
    /// Better.
    Better(Band),
    /// Not to be compared.
    Incomparable(Incomparable),
    /// Only the baseline has it.
    OnlyInBase,
    /// Only the new results have it.
    OnlyInNew,
}

/// Why two figures are not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Incomparable {
    /// Another machine, or another build.
    Machine,
    /// One of a suite and one of a budget's blocks.
    Source,
    /// A call processes another amount.
    Amount,
    /// Compiled with optimisation in one of both.
    Optimization,
    /// A time of zero.
    Zero,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for this form"
)]
fn by_name<S: Serializer>(counter: &Counter, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(counter.name())
}

impl Finding {
    /// Whether figures were compared.
    #[must_use]
    pub fn is_compared(&self) -> bool {
        !matches!(
            self,
            Finding::Incomparable(_) | Finding::OnlyInBase | Finding::OnlyInNew
        )
    }
}

impl Measure {
    /// As it is shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Measure::Time => "time",
            Measure::Count(counter) => counter.name(),
        }
    }
}

impl Figure {
    /// As a number to calculate with.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "16 digits are plenty")]
    pub fn value(&self) -> f64 {
        match self {
            Figure::Time(time) => time.compared().value_ps as f64,
            Figure::Count(count) => *count as f64,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Figure::Time(time) => {
                formatter.pad(&Picoseconds::new(time.compared().value_ps).to_string())
            }
            Figure::Count(count) => formatter.pad(&count.to_string()),
        }
    }
}

impl fmt::Display for Incomparable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Incomparable::Machine => "another machine or build",
            Incomparable::Source => "one of a suite, one of a budget",
            Incomparable::Amount => "a call processes another amount",
            Incomparable::Optimization => "only one is optimised",
            Incomparable::Zero => "a time of zero",
        })
    }
}
