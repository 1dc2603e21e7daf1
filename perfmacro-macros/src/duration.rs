//! Durations as they are written in the attribute: `"1us"`, `"1.5 ms"`, `"2 min"`.
//!
//! Exact decimal arithmetic in picoseconds: a budget of `"0.1us"` is 100,000 ps and nothing near it.
//! The grammar is `number [space] unit`; there is no default unit.

use std::fmt;

use crate::decimal;
use crate::formula::Unit;

/// What a formula of durations is made of; it comes to picoseconds.
pub(crate) const UNIT: Unit<DurationError> = Unit {
    name: "duration",
    example: "5ns",
    goes_without_saying: false,
    // Exact below 2^53 ps, which is two and a half hours.
    #[expect(clippy::cast_precision_loss, reason = "a budget of 16 digits")]
    read: |text| picoseconds(text).map(|picoseconds| picoseconds as f64),
};

/// Units and their length in picoseconds. `µ` is written with either of its two code points.
const UNITS: &[(&str, u64)] = &[
    ("ns", 1_000),
    ("us", 1_000_000),
    ("µs", 1_000_000),
    ("μs", 1_000_000),
    ("ms", 1_000_000_000),
    ("s", 1_000_000_000_000),
    ("min", 60_000_000_000_000),
];

/// The units as they are named to users; the second code point of `µ` looks like the first.
const UNIT_NAMES: &str = "`ns`, `us`, `µs`, `ms`, `s`, `min`";

/// What is wrong with a duration.
#[derive(Debug, PartialEq)]
pub(crate) enum DurationError {
    /// Does not begin with a number.
    Number,
    /// Ends behind the number.
    UnitMissing(String),
    /// Not one of [`UNITS`].
    UnitUnknown(String),
    /// Zero: every call would breach it.
    Zero,
    /// Finer than a picosecond, which no clock resolves.
    TooFine,
    /// Past 2^64 ps, which is 213 days.
    TooLong,
}

impl fmt::Display for DurationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number => write!(
                formatter,
                "a duration is a number and a unit, as in \"1us\" or \"1.5 ms\""
            ),
            Self::UnitMissing(number) => write!(
                formatter,
                "a duration has a unit, as in \"{number}us\": one of {UNIT_NAMES}"
            ),
            Self::UnitUnknown(unit) => {
                write!(
                    formatter,
                    "unknown unit `{unit}`: expected one of {UNIT_NAMES}"
                )
            }
            Self::Zero => write!(formatter, "a duration is more than zero"),
            Self::TooFine => write!(formatter, "a duration is a whole number of picoseconds"),
            Self::TooLong => write!(formatter, "a duration is at most 213 days"),
        }
    }
}

/// The picoseconds of `text`.
pub(crate) fn picoseconds(text: &str) -> Result<u64, DurationError> {
    let (number, unit) = decimal::split(text.trim());
    let number = decimal::digits(number).ok_or(DurationError::Number)?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number.as_str(), ""));
    let unit = unit.trim_start();
    if unit.is_empty() {
        return Err(DurationError::UnitMissing(number));
    }
    let Some(&(_, unit_length)) = UNITS.iter().find(|(name, _)| *name == unit) else {
        return Err(DurationError::UnitUnknown(unit.to_owned()));
    };

    let mut total = whole
        .parse::<u64>()
        .ok()
        .and_then(|whole| whole.checked_mul(unit_length))
        .ok_or(DurationError::TooLong)?;
    let mut place = unit_length;
    for digit in fraction.bytes().map(|digit| u64::from(digit - b'0')) {
        if place % 10 != 0 && digit != 0 {
            return Err(DurationError::TooFine);
        }
        place /= 10;
        total = total
            .checked_add(digit * place)
            .ok_or(DurationError::TooLong)?;
    }
    if total == 0 {
        return Err(DurationError::Zero);
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_exact() {
        for (text, expected) in [
            ("1ns", 1_000),
            ("1us", 1_000_000),
            ("1µs", 1_000_000),
            ("1μs", 1_000_000),
            ("1ms", 1_000_000_000),
            ("1s", 1_000_000_000_000),
            ("1min", 60_000_000_000_000),
            ("0.1us", 100_000),
            ("1.5 ms", 1_500_000_000),
            (" 1_000 ns ", 1_000_000),
            ("0.001ns", 1),
            ("2.50s", 2_500_000_000_000),
            ("0.25min", 15_000_000_000_000),
        ] {
            assert_eq!(picoseconds(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn wrong_durations_say_what_is_wrong() {
        for (text, expected) in [
            ("", DurationError::Number),
            ("us", DurationError::Number),
            ("-1us", DurationError::Number),
            (".5us", DurationError::Number),
            ("1.us", DurationError::Number),
            ("1.2.3us", DurationError::Number),
            ("10", DurationError::UnitMissing("10".to_owned())),
            ("1 parsec", DurationError::UnitUnknown("parsec".to_owned())),
            ("1US", DurationError::UnitUnknown("US".to_owned())),
            ("1e3ns", DurationError::UnitUnknown("e3ns".to_owned())),
            ("0us", DurationError::Zero),
            ("0.0001ns", DurationError::TooFine),
            ("20000000s", DurationError::TooLong),
            ("99999999999999999999s", DurationError::TooLong),
        ] {
            assert_eq!(picoseconds(text), Err(expected), "{text}");
        }
    }
}
