//! Spans of time as they are declared, measured and shown.

use std::fmt;
use std::time::Duration;

/// A span of time in whole picoseconds: a budget, or the time of one call.
///
/// [`Duration`] stops at the nanosecond, which is three clock cycles: too coarse for a call of 2 ns
/// measured over a block of thousands. The range is 213 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Picoseconds(u64);

impl Picoseconds {
    /// `count` picoseconds.
    #[must_use]
    pub const fn new(count: u64) -> Self {
        Picoseconds(count)
    }

    /// A duration, or the longest span there is where it is longer than that.
    #[must_use]
    pub fn from_duration(duration: Duration) -> Self {
        Picoseconds(u64::try_from(duration.as_nanos().saturating_mul(1000)).unwrap_or(u64::MAX))
    }

    /// The time of one of `iterations` calls that took this long together; of one call for zero.
    #[must_use]
    pub fn per_iteration(self, iterations: u64) -> Self {
        Picoseconds(self.0 / iterations.max(1))
    }

    /// This span stretched by `factor`, which is positive; at least a picosecond.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a factor is positive, and past the range the cast saturates"
        )]
        Picoseconds(((self.0 as f64 * factor).round() as u64).max(1))
    }

    /// The time of `iterations` calls that take this long each.
    #[must_use]
    pub fn times(self, iterations: u64) -> Self {
        Picoseconds(self.0.saturating_mul(iterations))
    }

    /// This span and a further one.
    #[must_use]
    pub fn plus(self, further: Picoseconds) -> Self {
        Picoseconds(self.0.saturating_add(further.0))
    }

    /// Half-way between this span and a longer one.
    #[must_use]
    pub fn half_way_to(self, longer: Picoseconds) -> Self {
        Picoseconds(self.0 + longer.0.saturating_sub(self.0) / 2)
    }

    /// How many times `other` fits into this span; `other` is not zero.
    #[must_use]
    pub fn ratio_to(self, other: Picoseconds) -> f64 {
        self.as_f64() / other.as_f64()
    }

    /// The number of picoseconds.
    #[must_use]
    pub const fn count(self) -> u64 {
        self.0
    }

    /// This span in seconds.
    #[must_use]
    pub fn as_seconds(self) -> f64 {
        self.as_f64() / 1e12
    }

    /// This span as the standard library's type, cut to nanoseconds.
    #[must_use]
    pub const fn as_duration(self) -> Duration {
        Duration::from_nanos(self.0 / 1000)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "16 digits of a measured time are plenty"
    )]
    fn as_f64(self) -> f64 {
        self.0 as f64
    }
}

/// Four significant digits and the unit in which the number is at least one: `412 ns`, `1.235 µs`.
/// Trailing zeros behind the point are left out, so that a budget reads as it was written.
impl fmt::Display for Picoseconds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNITS: [(&str, f64); 6] = [
            ("min", 60e12),
            ("s", 1e12),
            ("ms", 1e9),
            ("µs", 1e6),
            ("ns", 1e3),
            ("ps", 1.0),
        ];
        let count = self.as_f64();
        let (unit, length) = UNITS
            .into_iter()
            // 100 s reads better than 1.667 min.
            .find(|(unit, length)| {
                if *unit == "min" {
                    count >= 2.0 * length
                } else {
                    count >= *length
                }
            })
            .unwrap_or(UNITS[UNITS.len() - 1]);
        let value = count / length;
        let decimals = match value {
            value if value < 10.0 => 3,
            value if value < 100.0 => 2,
            value if value < 1000.0 => 1,
            _ => 0,
        };
        let digits = format!("{value:.decimals$}");
        let digits = if digits.contains('.') {
            digits.trim_end_matches('0').trim_end_matches('.')
        } else {
            &digits
        };
        formatter.pad(&format!("{digits} {unit}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_as_they_are_written() {
        for (count, expected) in [
            (0, "0 ps"),
            (500, "500 ps"),
            (1_000, "1 ns"),
            (412_340, "412.3 ns"),
            (1_000_000, "1 µs"),
            (1_234_567, "1.235 µs"),
            (999_999_999, "1000 µs"),
            (1_500_000_000, "1.5 ms"),
            (100_000_000_000_000, "100 s"),
            (120_000_000_000_000, "2 min"),
        ] {
            assert_eq!(Picoseconds::new(count).to_string(), expected);
        }
    }

    #[test]
    fn a_span_is_shared_among_iterations() {
        let block = Picoseconds::from_duration(Duration::from_micros(50));
        assert_eq!(block.per_iteration(1000), Picoseconds::new(50_000));
        assert_eq!(block.per_iteration(0), block);
    }

    #[test]
    fn a_scaled_budget_is_stretched() {
        assert_eq!(
            Picoseconds::new(1_000_000).scaled(1.5),
            Picoseconds::new(1_500_000)
        );
    }
}
