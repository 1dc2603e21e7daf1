//! A figure of any unit.

use serde_core::{Serialize, Serializer};

use super::fields::Field;

/// A figure: whole where its unit is, and otherwise a finite number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// Of picoseconds, bytes or counts.
    Whole(u64),
    /// Of ratios and exponents.
    Fraction(f64),
}

impl Amount {
    /// A fraction; `None` where it is no finite number, which JSON does not have.
    #[must_use]
    pub fn fraction(value: f64) -> Option<Amount> {
        finite(value).map(Amount::Fraction)
    }

    /// As a number to calculate with.
    #[must_use]
    pub fn value(self) -> f64 {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "16 digits are plenty")]
            Amount::Whole(value) => value as f64,
            Amount::Fraction(value) => value,
        }
    }

    /// What is left of `self` where `used` of it is taken, as a share: 0.25 where three quarters are, below zero
    /// where more than all is. `None` of nothing, of which there are no shares.
    #[must_use]
    pub(super) fn share_left(self, used: Amount) -> Option<f64> {
        match (self, used) {
            (Amount::Whole(0), Amount::Whole(0)) => Some(0.0),
            _ => finite(1.0 - used.value() / self.value()),
        }
    }
}

/// What JSON can hold, to nine digits: further ones are the mathematical library's and no measurement's.
pub(super) fn finite(value: f64) -> Option<f64> {
    format!("{value:.8e}")
        .parse()
        .ok()
        .filter(|value: &f64| value.is_finite())
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Amount::Whole(value) => serializer.serialize_u64(*value),
            Amount::Fraction(value) => serializer.serialize_f64(*value),
        }
    }
}

impl Field for Amount {}

#[cfg(feature = "records")]
impl<'de> serde::Deserialize<'de> for Amount {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = Amount;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a number")
            }

            fn visit_u64<E>(self, value: u64) -> Result<Amount, E> {
                Ok(Amount::Whole(value))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Amount, E> {
                Ok(Amount::Fraction(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Amount, E> {
                #[expect(clippy::cast_precision_loss, reason = "16 digits are plenty")]
                Ok(Amount::Fraction(value as f64))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_a_share_of_the_limit() {
        let left = |limit, used| Amount::Whole(limit).share_left(Amount::Whole(used));
        assert_eq!(left(4, 3), Some(0.25));
        assert_eq!(left(4, 6), Some(-0.5));
        assert_eq!(left(0, 0), Some(0.0));
        assert_eq!(left(0, 1), None);
    }

    #[test]
    fn nine_digits_are_written() {
        assert_eq!(finite(0.1 + 0.2), Some(0.3));
        assert_eq!(finite(1.1), Some(1.1));
        assert_eq!(finite(-1e300), Some(-1e300));
    }

    #[test]
    fn what_is_no_number_is_not_written() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Amount::fraction(value), None);
        }
    }
}
