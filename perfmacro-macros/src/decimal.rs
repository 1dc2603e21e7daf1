//! Decimal numbers as they are written in the attribute's strings: `12`, `1.5`, `1_000`.
//!
//! The grammar is `digits ["." digits]`, with `_` anywhere among the digits; no sign and no exponent.

/// What is written like a number at the beginning of `text`, and what is behind it.
pub(crate) fn split(text: &str) -> (&str, &str) {
    let length = text
        .find(|character: char| !(character.is_ascii_digit() || matches!(character, '.' | '_')))
        .unwrap_or(text.len());
    text.split_at(length)
}

/// The number without its `_`; `None` where it is none.
pub(crate) fn digits(number: &str) -> Option<String> {
    let number = number.replace('_', "");
    let (whole, fraction) = number.split_once('.').unwrap_or((number.as_str(), ""));
    let is_number = !whole.is_empty() && !fraction.contains('.') && !number.ends_with('.');
    is_number.then_some(number)
}

/// The number's value; `None` where it is none, and past the range of an `f64`.
pub(crate) fn value(number: &str) -> Option<f64> {
    let value = digits(number)?.parse::<f64>().ok()?;
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_ends_where_its_unit_begins() {
        assert_eq!(split("1_000.5 us"), ("1_000.5", " us"));
        assert_eq!(split("12"), ("12", ""));
        assert_eq!(split("us"), ("", "us"));
        assert_eq!(split("-1"), ("", "-1"));
    }

    #[test]
    fn a_number_has_digits_around_its_point() {
        for (text, expected) in [
            ("12", Some(12.0)),
            ("1_000.5", Some(1000.5)),
            ("0.25", Some(0.25)),
            ("", None),
            ("_", None),
            (".5", None),
            ("1.", None),
            ("1.2.3", None),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
        assert_eq!(value(&"9".repeat(400)), None);
    }
}
