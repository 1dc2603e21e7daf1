//! Counts as they are written in the attribute's strings: `"3"`, `"200 + 12 * n"`.
//!
//! A count is a number without a unit, which formulas know without this.

use std::fmt;

use crate::decimal;
use crate::formula::Unit;

/// What a formula of counts is made of.
pub(crate) const UNIT: Unit<CountError> = Unit {
    name: "number",
    example: "12",
    goes_without_saying: true,
    read,
};

/// A number with a unit, as it was written.
#[derive(Debug, PartialEq)]
pub(crate) struct CountError(String);

impl fmt::Display for CountError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CountError(written) = self;
        write!(
            formatter,
            "`{written}` has a unit, and a count has none: write the number alone, as in \"12\" or \"12_000\""
        )
    }
}

/// Refuses a number with a unit.
fn read(text: &str) -> Result<f64, CountError> {
    let written = text.trim();
    match decimal::split(written) {
        (number, "") => decimal::value(number),
        _ => None,
    }
    .ok_or_else(|| CountError(written.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_a_number_alone() {
        assert_eq!(read("12_000"), Ok(12_000.0));
        for text in ["2k", "12 allocs", "1e3"] {
            assert_eq!(read(text), Err(CountError(text.to_owned())));
        }
    }
}
