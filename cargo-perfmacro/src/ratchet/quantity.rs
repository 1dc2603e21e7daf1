//! Durations as they are written in an attribute.

const UNITS: [(&str, u64); 7] = [
    ("ns", 1_000),
    ("us", 1_000_000),
    ("µs", 1_000_000),
    ("μs", 1_000_000),
    ("ms", 1_000_000_000),
    ("s", 1_000_000_000_000),
    ("min", 60_000_000_000_000),
];

/// The picoseconds of one duration; `None` of a formula and of what is wrong.
pub(super) fn picoseconds(text: &str) -> Option<f64> {
    let (number, unit) = split(text);
    let (_, length) = UNITS.into_iter().find(|(name, _)| *name == unit)?;
    let number = number.replace('_', "").parse::<f64>().ok()?;
    #[expect(clippy::cast_precision_loss, reason = "six digits")]
    let length = length as f64;
    Some(number * length).filter(|product| product.is_finite())
}

/// The number and the unit.
fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text.find(|letter: char| !letter.is_ascii_digit() && !"._".contains(letter));
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    (number, unit.trim_start())
}

/// Rounded up to two digits.
pub(super) fn two_digits(picoseconds: u64) -> u64 {
    let step = picoseconds
        .checked_ilog10()
        .map_or(1, |digits| 10_u64.pow(digits.saturating_sub(1)));
    picoseconds
        .checked_next_multiple_of(step)
        .unwrap_or(u64::MAX)
}

/// Of two digits, as it is written: in the unit in which it is at least one, spaced and spelled as `like` is.
pub(super) fn written(picoseconds: u64, like: Option<&str>) -> String {
    let plain = UNITS.into_iter().rev();
    let (unit, length) = plain
        .filter(|(unit, _)| unit.is_ascii() && *unit != "min")
        .find(|(_, length)| picoseconds >= *length)
        .unwrap_or(("ns", 1_000));
    let (whole, rest) = (picoseconds / length, picoseconds % length);
    let digits = length.ilog10() as usize;
    let fraction = format!("{rest:0digits$}");
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    let micro = like.and_then(|like| like.chars().find(|letter| "µμ".contains(*letter)));
    let unit = match micro {
        Some(micro) if unit == "us" => format!("{micro}s"),
        _ => unit.to_owned(),
    };
    let space = if like.is_some_and(|like| like.trim().contains(' ')) {
        " "
    } else {
        ""
    };
    format!("{whole}{point}{fraction}{space}{unit}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn durations_are_rounded_up_and_read_as_they_are_written() {
        for (measured, like, expected) in [
            (1, None, "0.001ns"),
            (631, None, "0.64ns"),
            (1_210, None, "1.3ns"),
            (99_100, None, "100ns"),
            (630_000, None, "630ns"),
            (1_000_001, None, "1.1us"),
            (1_000_001, Some("2 µs"), "1.1 µs"),
            (12_345_678_901, Some("5 s"), "13 ms"),
            (2_000_000_000_000, None, "2s"),
            (90_000_000_000_000, None, "90s"),
        ] {
            assert_eq!(written(two_digits(measured), like), expected);
        }
        assert_eq!(picoseconds("1.5 ms"), Some(1.5e9));
        for text in ["5ns * n", "5", "ns", "1us + 2us", ""] {
            assert_eq!(picoseconds(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        #[expect(clippy::cast_precision_loss, reason = "two digits")]
        fn what_is_written_is_read(measured in 1..1_000_000_000_000_000_u64) {
            let rounded = two_digits(measured);
            prop_assert!(measured <= rounded && rounded <= measured + measured / 9 + 1);
            let read = picoseconds(&written(rounded, None)).expect("a duration");
            prop_assert!((read / rounded as f64 - 1.0).abs() < 1e-9);
            prop_assert_eq!(two_digits(rounded), rounded);
        }
    }
}
