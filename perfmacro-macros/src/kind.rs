//! What a limit is on: how it is written, and in what it is counted.

use std::fmt::Display;
use std::ops::Range;

use crate::bytes;
use crate::count;
use crate::duration::{self, DurationError};
use crate::formula::{Formula, Unit};

/// What a limit is on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// In picoseconds, at least one.
    Time,
    /// In bytes, also none.
    Bytes,
    /// In what is counted, also none.
    Count,
}

impl Kind {
    /// What one limit is called.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Kind::Time => "duration",
            Kind::Bytes => "number of bytes",
            Kind::Count => "number",
        }
    }

    /// How one limit is written.
    pub(crate) fn example(self) -> &'static str {
        match self {
            Kind::Time => "\"1us\"",
            Kind::Bytes => "\"64 KiB\"",
            Kind::Count => "`12`",
        }
    }

    /// How a list with one limit per size is written.
    pub(crate) fn list_example(self) -> &'static str {
        match self {
            Kind::Time => "[\"1us\", \"8us\"]",
            Kind::Bytes => "[1024, \"8 KiB\"]",
            Kind::Count => "[2, 8]",
        }
    }

    /// What the elements of such a list are.
    pub(crate) fn elements(self) -> &'static str {
        match self {
            Kind::Time => "strings",
            Kind::Bytes => "numbers and strings",
            Kind::Count => "numbers",
        }
    }

    /// Reads a formula, or says what is wrong with which part of it.
    pub(crate) fn formula(self, text: &str) -> Result<Formula, (Range<usize>, String)> {
        fn parse<E: Display>(
            text: &str,
            unit: &'static Unit<E>,
        ) -> Result<Formula, (Range<usize>, String)> {
            Formula::parse(text, unit).map_err(|error| (error.at.clone(), error.to_string()))
        }
        match self {
            Kind::Time => parse(text, &duration::UNIT),
            Kind::Bytes => parse(text, &bytes::UNIT),
            Kind::Count => parse(text, &count::UNIT),
        }
    }

    /// A value that is the same at every size as a limit: of a count it is whole.
    pub(crate) fn constant(self, value: f64) -> Result<u64, String> {
        let limit = self.limit(value)?;
        // Decimal fractions that come to a whole number come to one nearly.
        let is_whole = (value - value.round()).abs() <= 1e-9 * value.max(1.0);
        if self == Kind::Time || is_whole {
            return Ok(limit);
        }
        let (below, above) = (value.floor(), value.ceil());
        Err(format!("{WHOLE}: write `{below}` or `{above}`"))
    }

    /// A value at one size as a limit.
    pub(crate) fn limit(self, value: f64) -> Result<u64, String> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "checked on both sides"
        )]
        match self {
            Kind::Time if value < SHORTEST => Err(DurationError::TooFine.to_string()),
            Kind::Time if value >= u64::MAX as f64 => Err(DurationError::TooLong.to_string()),
            Kind::Bytes | Kind::Count if value >= u64::MAX as f64 => Err(TOO_LARGE.to_owned()),
            _ => Ok(value.round() as u64),
        }
    }
}

/// What to say of a count that no counter reaches.
pub(crate) const TOO_LARGE: &str = "what is counted is below 2^64";

/// What to say of a fraction.
pub(crate) const WHOLE: &str = "what is counted is whole";

/// What rounds to a picosecond.
pub(crate) const SHORTEST: f64 = 0.5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_may_be_none_and_is_whole() {
        for kind in [Kind::Bytes, Kind::Count] {
            let constant = |text| {
                let formula = kind.formula(text).map_err(|(_, message)| message)?;
                kind.constant(formula.constant().expect("without a size"))
            };
            assert_eq!(constant("0"), Ok(0));
            assert_eq!(constant("1_000"), Ok(1000));
            assert_eq!(constant("0.1 * 30"), Ok(3));
            assert_eq!(constant("100 / 3 * 3 + 0.5 * 4"), Ok(102));
            assert!(constant("1.5").is_err_and(|error| error.ends_with("`1` or `2`")));
            assert_eq!(constant(&"9".repeat(30)), Err(TOO_LARGE.to_owned()),);
        }
        assert_eq!(
            Kind::Time.constant(0.4),
            Err(DurationError::TooFine.to_string())
        );
        assert_eq!(Kind::Time.constant(0.6), Ok(1));
    }
}
