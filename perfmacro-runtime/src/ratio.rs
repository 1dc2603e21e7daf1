//! How many times one cost is another, as it is declared, measured and shown.

use std::cmp::Ordering;
use std::fmt;

/// A quotient of two costs: above zero and finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio(f64);

impl Ratio {
    /// Both costs are the same.
    pub const ONE: Ratio = Ratio(1.0);

    /// A ratio of `value`; `None` where that is not above zero or not finite.
    #[must_use]
    pub const fn new(value: f64) -> Option<Ratio> {
        if value > 0.0 && value.is_finite() {
            Some(Ratio(value))
        } else {
            None
        }
    }

    /// The ratio nearest to `value`, which is a number: the smallest there is for zero and below, the largest for
    /// infinity.
    #[must_use]
    pub const fn nearest(value: f64) -> Ratio {
        Ratio(value.clamp(f64::MIN_POSITIVE, f64::MAX))
    }

    /// The same two costs the other way round: at least twice as fast is at most half the time.
    #[must_use]
    pub const fn inverse(self) -> Ratio {
        Ratio::nearest(1.0 / self.0)
    }

    /// Half-way between this ratio and a larger one.
    #[must_use]
    pub const fn half_way_to(self, larger: Ratio) -> Ratio {
        Ratio(f64::midpoint(self.0, larger.0))
    }

    /// The quotient.
    #[must_use]
    pub const fn value(self) -> f64 {
        self.0
    }
}

// None is NaN, and none is a zero with a sign.
impl Eq for Ratio {}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Four significant digits, without trailing zeros behind the point: `0.48`, `1.031`, so that a limit reads as
/// it was written. With a precision as many decimals as it says, so that an interval can be told by two.
impl fmt::Display for Ratio {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(decimals) = formatter.precision() {
            let digits = format!("{:.decimals$}", self.0);
            // A precision would cut what is padded.
            return write!(formatter, "{digits}");
        }
        // In scientific notation three decimals are four digits, and the exponent is that of the rounded number.
        let scientific = format!("{:.3e}", self.0);
        let exponent = scientific
            .split_once('e')
            .and_then(|(_, exponent)| exponent.parse::<i32>().ok())
            .unwrap_or_default();
        let decimals = usize::try_from(3 - exponent).unwrap_or_default();
        let digits = format!("{:.decimals$}", self.0);
        let digits = if digits.contains('.') {
            digits.trim_end_matches('0').trim_end_matches('.')
        } else {
            &digits
        };
        formatter.pad(digits)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ratio(value: f64) -> Ratio {
        Ratio::new(value).expect("above zero and finite")
    }

    #[test]
    fn ratios_read_as_they_are_written() {
        for (value, expected) in [
            (0.5, "0.5"),
            (0.48, "0.48"),
            (1.0, "1"),
            (1.05, "1.05"),
            (1.0 / 3.0, "0.3333"),
            (0.999_96, "1"),
            (2.345_67, "2.346"),
            (12.0, "12"),
            (123_456.0, "123456"),
            (0.000_123_44, "0.0001234"),
        ] {
            assert_eq!(ratio(value).to_string(), expected);
        }
        assert_eq!(format!("{:>6}", ratio(0.5)), "   0.5");
        assert_eq!(format!("{:.2}", ratio(0.4836)), "0.48");
    }

    #[test]
    fn what_is_no_ratio_is_none() {
        for value in [0.0, -0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Ratio::new(value), None, "{value}");
        }
    }

    #[test]
    fn twice_as_fast_is_half_the_time() {
        assert_eq!(ratio(2.0).inverse(), ratio(0.5));
        assert_eq!(
            Ratio::nearest(f64::INFINITY)
                .inverse()
                .inverse()
                .value()
                .classify(),
            std::num::FpCategory::Normal
        );
    }

    proptest! {
        #[test]
        fn the_nearest_is_a_ratio(value in prop::num::f64::ANY.prop_filter("a number", |value| !value.is_nan())) {
            let nearest = Ratio::nearest(value);
            prop_assert_eq!(Ratio::new(nearest.value()), Some(nearest));
            prop_assert_eq!(Ratio::new(nearest.inverse().value()), Some(nearest.inverse()));
        }
    }
}
