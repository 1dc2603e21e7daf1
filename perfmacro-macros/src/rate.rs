//! Rates as they are written in the attribute: `"1.5 GiB/s"`, `"50_000/s"`, `"2 Melem/s"`.
//!
//! The grammar is `number [space] [unit] "/s"`. Bytes have a unit with a `B`, decimal or binary; everything
//! else counts elements. There is no default unit, and no other time than the second, in which reports are.

use std::fmt;

use crate::bytes;
use crate::decimal;

/// What elements may be called; nothing is a name too.
const ELEMENTS: &[&str] = &["", "elem", "elements", "items"];

/// What may stand before the name of elements.
const PREFIXES: &[(&str, f64)] = &[("", 1.0), ("k", 1e3), ("K", 1e3), ("M", 1e6), ("G", 1e9)];

/// The units as they are named to users.
const UNIT_NAMES: &str = "`B/s`, `kB/s`, `MB/s`, `GB/s`, `TB/s`, `KiB/s`, `MiB/s`, `GiB/s`, `TiB/s`, or `/s`, \
                          `elem/s`, `elements/s`, `items/s` with `K`, `M` or `G` before them";

/// An amount per second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rate {
    /// Above zero, and finite.
    pub(crate) per_second: f64,
    pub(crate) counted: Counted,
}

/// What a rate counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Counted {
    Bytes,
    Elements,
}

/// What is wrong with a rate.
#[derive(Debug, PartialEq)]
pub(crate) enum RateError {
    /// Does not begin with a number.
    Number,
    /// A number and nothing else.
    UnitMissing(String),
    /// No `/s` behind the number and this unit.
    TimeMissing(String),
    /// Per something else than a second.
    TimeUnknown(String),
    /// Bits, and the bytes that may be meant.
    Bits(String, &'static str),
    /// Not a unit, but one in another case.
    Case(String, String),
    /// No unit of bytes or elements.
    UnitUnknown(String),
    /// Every call would reach it.
    Zero,
    /// Past the range of an `f64`.
    TooLarge,
}

impl fmt::Display for RateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number => write!(
                formatter,
                "a rate is a number and a unit, as in \"100 MiB/s\" or \"50_000/s\""
            ),
            Self::UnitMissing(number) => write!(
                formatter,
                "a rate has a unit: \"{number} B/s\" for bytes or \"{number}/s\" for elements"
            ),
            Self::TimeMissing(written) => {
                write!(formatter, "a rate is per second: write \"{written}/s\"")
            }
            Self::TimeUnknown(time) => write!(
                formatter,
                "unknown time `/{time}`: a rate is per second, which is written `/s`"
            ),
            Self::Bits(bits, bytes) => write!(
                formatter,
                "`{bits}` is bits, and a rate counts bytes or elements: write `{bytes}/s`"
            ),
            Self::Case(written, meant) => write!(
                formatter,
                "unknown unit `{written}/s`: did you mean `{meant}/s`? case matters"
            ),
            Self::UnitUnknown(unit) => write!(
                formatter,
                "unknown unit `{unit}/s`: expected one of {UNIT_NAMES}"
            ),
            Self::Zero => write!(formatter, "a rate is more than zero"),
            Self::TooLarge => write!(formatter, "the rate is too large"),
        }
    }
}

/// The rate that `text` says.
pub(crate) fn parse(text: &str) -> Result<Rate, RateError> {
    let (number, unit) = decimal::split(text.trim());
    let digits = decimal::digits(number).ok_or(RateError::Number)?;
    let unit = unit.trim_start();
    if unit.is_empty() {
        return Err(RateError::UnitMissing(digits));
    }
    let Some((unit, time)) = unit.split_once('/') else {
        // `MBps` and `Mbps` say what they are per.
        return Err(match unit.strip_suffix("ps").map(lookup) {
            Some(Err(error @ RateError::Bits(..))) => error,
            Some(Ok(_)) => RateError::TimeMissing(text.trim().trim_end_matches("ps").to_owned()),
            _ => RateError::TimeMissing(text.trim().to_owned()),
        });
    };
    if time.trim() != "s" {
        return Err(RateError::TimeUnknown(time.trim().to_owned()));
    }
    let (counted, scale) = lookup(unit.trim_end())?;
    match decimal::value(&digits).map(|number| number * scale) {
        Some(per_second) if per_second.is_finite() && per_second > 0.0 => Ok(Rate {
            per_second,
            counted,
        }),
        Some(0.0) => Err(RateError::Zero),
        _ => Err(RateError::TooLarge),
    }
}

/// What a unit counts, and how many.
fn lookup(unit: &str) -> Result<(Counted, f64), RateError> {
    let found = |is_same: fn(&str, &str) -> bool| units().find(|(name, ..)| is_same(name, unit));
    if let Some((_, counted, scale)) = found(|name, unit| name == unit) {
        return Ok((counted, scale));
    }
    if let Some(bytes) = bytes::of_bits(unit) {
        return Err(RateError::Bits(unit.to_owned(), bytes));
    }
    Err(match found(str::eq_ignore_ascii_case) {
        Some((name, ..)) => RateError::Case(unit.to_owned(), name),
        None => RateError::UnitUnknown(unit.to_owned()),
    })
}

/// Every unit there is.
fn units() -> impl Iterator<Item = (String, Counted, f64)> {
    let bytes = bytes::UNITS
        .iter()
        .map(|(name, scale)| ((*name).to_owned(), Counted::Bytes, *scale));
    let elements = ELEMENTS.iter().flat_map(|name| {
        PREFIXES
            .iter()
            .map(move |(prefix, scale)| (format!("{prefix}{name}"), Counted::Elements, *scale))
    });
    bytes.chain(elements)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_what_it_says() {
        use Counted::{Bytes, Elements};
        for (text, per_second, counted) in [
            ("1 B/s", 1.0, Bytes),
            ("1 bytes/s", 1.0, Bytes),
            ("1kB/s", 1e3, Bytes),
            ("1KB/s", 1e3, Bytes),
            ("800 MB/s", 8e8, Bytes),
            ("1 GB/s", 1e9, Bytes),
            ("1 TB/s", 1e12, Bytes),
            ("1 KiB/s", 1024.0, Bytes),
            ("200 MiB/s", 209_715_200.0, Bytes),
            ("1.5 GiB/s", 1_610_612_736.0, Bytes),
            ("1 TiB/s", 1_099_511_627_776.0, Bytes),
            ("50_000/s", 50_000.0, Elements),
            ("50_000 / s", 50_000.0, Elements),
            ("3M/s", 3e6, Elements),
            ("3k/s", 3e3, Elements),
            (" 2 Melem/s ", 2e6, Elements),
            ("10 Kelem/s", 1e4, Elements),
            ("0.5 Gelements/s", 5e8, Elements),
            ("7 elements/s", 7.0, Elements),
            ("7 items/s", 7.0, Elements),
            ("7 elem / s", 7.0, Elements),
        ] {
            let expected = Rate {
                per_second,
                counted,
            };
            assert_eq!(parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn wrong_rates_say_what_is_wrong() {
        let written = str::to_owned;
        for (text, expected) in [
            ("", RateError::Number),
            ("fast", RateError::Number),
            ("-1/s", RateError::Number),
            ("1.2.3/s", RateError::Number),
            ("50_000", RateError::UnitMissing(written("50000"))),
            ("1.5 GiB", RateError::TimeMissing(written("1.5 GiB"))),
            ("100 MBps", RateError::TimeMissing(written("100 MB"))),
            ("100 Mbps", RateError::Bits(written("Mb"), "MB")),
            ("1 GiB/ms", RateError::TimeUnknown(written("ms"))),
            ("1 GiB/sec", RateError::TimeUnknown(written("sec"))),
            ("1 GiB/", RateError::TimeUnknown(written(""))),
            ("1/s/s", RateError::TimeUnknown(written("s/s"))),
            ("100 Mb/s", RateError::Bits(written("Mb"), "MB")),
            ("100 Mib/s", RateError::Bits(written("Mib"), "MiB")),
            ("100 Mbit/s", RateError::Bits(written("Mbit"), "MB")),
            ("100 b/s", RateError::Bits(written("b"), "B")),
            ("100 kb/s", RateError::Bits(written("kb"), "kB")),
            ("100 mb/s", RateError::Case(written("mb"), written("MB"))),
            ("1 gib/s", RateError::Case(written("gib"), written("GiB"))),
            ("1 m/s", RateError::Case(written("m"), written("M"))),
            (
                "1 melem/s",
                RateError::Case(written("melem"), written("Melem")),
            ),
            ("1 lines/s", RateError::UnitUnknown(written("lines"))),
            ("1e9/s", RateError::UnitUnknown(written("e9"))),
            ("0 B/s", RateError::Zero),
        ] {
            assert_eq!(parse(text), Err(expected), "{text}");
        }
        let large = format!("{} TiB/s", "9".repeat(300));
        assert_eq!(parse(&large), Err(RateError::TooLarge));
    }
}
