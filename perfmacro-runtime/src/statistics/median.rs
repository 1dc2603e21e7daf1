//! The median with an interval from order statistics: no assumption on the distribution of times.
//!
//! The number of observations below the true median is binomial with p = 1/2, so between the k-th
//! smallest and the k-th largest it lies with a known chance. Source: H. A. David and H. N. Nagaraja,
//! "Order Statistics", 3rd edition, section 7.1.

use crate::time::Picoseconds;

/// The confidence that intervals aim for.
const CONFIDENCE: f64 = 0.95;

/// A median and where the true one lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The middle observation, or half-way between the two of an even number.
    pub median: Picoseconds,
    /// Lower end of the interval.
    pub lower: Picoseconds,
    /// Upper end of the interval.
    pub upper: Picoseconds,
    /// The chance that the interval holds the true median: 0.95 or just above, or less where there are
    /// fewer than six observations, of which the interval is then all.
    pub confidence: f64,
    /// How many observations there were.
    pub observations: usize,
}

/// The estimate from `times` in any order; `None` for no observation.
#[must_use]
pub fn median(times: &[Picoseconds]) -> Option<Estimate> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let observations = sorted.len();
    let last = observations.checked_sub(1)?;
    let (skipped, confidence) = skipped_at_each_end(observations);
    Some(Estimate {
        median: sorted[last / 2].half_way_to(sorted[observations / 2]),
        lower: sorted[skipped],
        upper: sorted[last - skipped],
        confidence,
        observations,
    })
}

/// How many order statistics the interval leaves out at each end, and its confidence: as many as leave
/// at least [`CONFIDENCE`].
fn skipped_at_each_end(observations: usize) -> (usize, f64) {
    #[expect(clippy::cast_precision_loss, reason = "no run has 2^52 blocks")]
    let count = observations as f64;
    // P(X = 0) of Binomial(n, 1/2) in logarithms: 2^-n is below the range of f64 from n = 1075.
    let mut log_term = -count * std::f64::consts::LN_2;
    let mut below = log_term.exp();
    let mut best = (0, 1.0 - 2.0 * below);
    for skipped in 1..observations.div_ceil(2) {
        #[expect(clippy::cast_precision_loss, reason = "no run has 2^52 blocks")]
        let successes = skipped as f64;
        log_term += ((count - successes + 1.0) / successes).ln();
        below += log_term.exp();
        let confidence = 1.0 - 2.0 * below;
        if confidence < CONFIDENCE {
            break;
        }
        best = (skipped, confidence);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(range: std::ops::RangeInclusive<u64>) -> Vec<Picoseconds> {
        range.map(Picoseconds::new).collect()
    }

    /// Published ranks of the 95 % interval: David and Nagaraja, and any table of the sign test.
    #[test]
    fn ranks_are_those_of_the_tables() {
        for (observations, skipped, confidence) in [
            (6, 0, 0.969),
            (9, 1, 0.961),
            (10, 1, 0.979),
            (17, 4, 0.951),
            (20, 5, 0.959),
            (100, 39, 0.965),
        ] {
            let (found, level) = skipped_at_each_end(observations);
            assert_eq!(found, skipped, "{observations} observations");
            assert!(
                (level - confidence).abs() < 0.001,
                "{observations} observations: {level}"
            );
        }
    }

    #[test]
    fn many_observations_do_not_underflow() {
        let (skipped, confidence) = skipped_at_each_end(10_000);
        // n / 2 - 1.96 sqrt(n) / 2
        assert!((4895..=4903).contains(&skipped), "{skipped}");
        assert!((0.95..0.96).contains(&confidence), "{confidence}");
    }

    #[test]
    fn the_interval_holds_the_median() {
        for length in 1..200 {
            let estimate = median(&times(1..=length)).expect("not empty");
            assert!(estimate.lower <= estimate.median && estimate.median <= estimate.upper);
            assert_eq!(estimate.median.count(), length.div_ceil(2));
        }
    }

    #[test]
    fn order_does_not_matter_and_nothing_has_no_median() {
        let mut reversed = times(1..=50);
        reversed.reverse();
        assert_eq!(median(&reversed), median(&times(1..=50)));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn few_observations_say_how_little_they_know() {
        let estimate = median(&times(1..=3)).expect("not empty");
        assert_eq!((estimate.lower.count(), estimate.upper.count()), (1, 3));
        assert!((estimate.confidence - 0.75).abs() < 1e-9);
    }
}
