//! Amounts of bytes as they are written in the attribute: `"64 KiB"`, `"1.5 MB"`.
//!
//! The grammar is `number [space] unit`. A number alone is bytes too, which formulas know without this.

use std::fmt;

use crate::decimal;
use crate::formula::Unit;

/// What a formula of bytes is made of.
pub(crate) const UNIT: Unit<BytesError> = Unit {
    name: "byte count",
    example: "8 B",
    goes_without_saying: true,
    read,
};

/// The units, decimal and binary.
pub(crate) const UNITS: &[(&str, f64)] = &[
    ("B", 1.0),
    ("kB", 1e3),
    ("KB", 1e3),
    ("MB", 1e6),
    ("GB", 1e9),
    ("TB", 1e12),
    ("KiB", 1024.0),
    ("MiB", 1_048_576.0),
    ("GiB", 1_073_741_824.0),
    ("TiB", 1_099_511_627_776.0),
    ("bytes", 1.0),
];

/// The units as they are named to users.
const UNIT_NAMES: &str = "`B`, `kB`, `MB`, `GB`, `TB`, `KiB`, `MiB`, `GiB`, `TiB`";

/// What is wrong with an amount of bytes.
#[derive(Debug, PartialEq)]
pub(crate) enum BytesError {
    /// Does not begin with a number.
    Number,
    /// Bits, and the bytes that may be meant.
    Bits(String, &'static str),
    /// Not a unit, but one in another case.
    Case(String, &'static str),
    /// Not one of [`UNITS`].
    UnitUnknown(String),
}

impl fmt::Display for BytesError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number => write!(
                formatter,
                "bytes are a number and a unit, as in \"64 KiB\", or a number alone"
            ),
            Self::Bits(bits, bytes) => write!(
                formatter,
                "`{bits}` is bits, and memory is counted in bytes: write `{bytes}`"
            ),
            Self::Case(written, meant) => write!(
                formatter,
                "unknown unit `{written}`: did you mean `{meant}`? case matters"
            ),
            Self::UnitUnknown(unit) => write!(
                formatter,
                "unknown unit `{unit}`: expected one of {UNIT_NAMES}, or none for bytes"
            ),
        }
    }
}

/// The bytes of a number and its unit.
fn read(text: &str) -> Result<f64, BytesError> {
    let (number, unit) = decimal::split(text.trim());
    let number = decimal::value(number).ok_or(BytesError::Number)?;
    lookup(unit.trim()).map(|scale| number * scale)
}

/// How many bytes a unit is.
fn lookup(unit: &str) -> Result<f64, BytesError> {
    if let Some((_, scale)) = UNITS.iter().find(|(name, _)| *name == unit) {
        return Ok(*scale);
    }
    if let Some(bytes) = of_bits(unit) {
        return Err(BytesError::Bits(unit.to_owned(), bytes));
    }
    let same = |(name, _): &&(&str, f64)| name.eq_ignore_ascii_case(unit);
    Err(match UNITS.iter().find(same) {
        Some((name, _)) => BytesError::Case(unit.to_owned(), name),
        None => BytesError::UnitUnknown(unit.to_owned()),
    })
}

/// The unit of bytes with the prefix of a unit of bits: `MB` for `Mb`, `Mbit` and `Mbits`.
pub(crate) fn of_bits(unit: &str) -> Option<&'static str> {
    let prefix = ["bits", "bit", "b"]
        .iter()
        .find_map(|bits| unit.strip_suffix(bits))?;
    let is_of_bytes = |name: &str| name.strip_suffix('B') == Some(prefix);
    UNITS
        .iter()
        .map(|(name, _)| *name)
        .find(|name| is_of_bytes(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_what_it_says() {
        for (text, expected) in [
            ("0 B", 0.0),
            ("24 B", 24.0),
            ("24 bytes", 24.0),
            ("1kB", 1e3),
            ("1KB", 1e3),
            ("1.5 MB", 1.5e6),
            ("1 GB", 1e9),
            ("1 TB", 1e12),
            ("64 KiB", 65_536.0),
            (" 2MiB ", 2_097_152.0),
            ("1 GiB", 1_073_741_824.0),
            ("1_000 TiB", 1_099_511_627_776_000.0),
        ] {
            assert_eq!(read(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn wrong_units_say_what_is_wrong() {
        let written = str::to_owned;
        for (text, expected) in [
            ("1. B", BytesError::Number),
            ("KiB", BytesError::Number),
            ("64 Kb", BytesError::Bits(written("Kb"), "KB")),
            ("64 kb", BytesError::Bits(written("kb"), "kB")),
            ("64 Kib", BytesError::Bits(written("Kib"), "KiB")),
            ("64 Mbit", BytesError::Bits(written("Mbit"), "MB")),
            ("8 b", BytesError::Bits(written("b"), "B")),
            ("64 kib", BytesError::Case(written("kib"), "KiB")),
            ("64 kiB", BytesError::Case(written("kiB"), "KiB")),
            ("64 mb", BytesError::Case(written("mb"), "MB")),
            ("64 K", BytesError::UnitUnknown(written("K"))),
            ("64 pages", BytesError::UnitUnknown(written("pages"))),
        ] {
            assert_eq!(read(text), Err(expected), "{text}");
        }
    }
}
