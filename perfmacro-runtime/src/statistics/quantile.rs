//! A quantile with an interval from order statistics: no assumption on the distribution of what
//! is observed.
//!
//! The number of observations below the true quantile of share p is binomial with that p, so between two
//! ranks around n p it lies with a known chance. Source: H. A. David and H. N. Nagaraja, "Order
//! Statistics", 3rd edition, section 7.1.

use super::Observation;
use crate::time::Picoseconds;

/// What intervals leave out at each end.
const TAIL: f64 = 0.025;

/// A quantile and where the true one lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate<T = Picoseconds> {
    /// The observation at the quantile, or half-way between the two around it.
    pub value: T,
    /// Lower end of the interval.
    pub lower: T,
    /// Upper end of the interval.
    pub upper: T,
    /// The chance that the interval holds the true quantile: 0.95 or just above, or less where there are
    /// too few observations; the interval then goes to the outermost of them.
    pub confidence: f64,
    /// How many observations there were.
    pub observations: usize,
}

/// The estimate of the median of `observations` in any order; `None` for none.
#[must_use]
pub fn median<T: Observation>(observations: &[T]) -> Option<Estimate<T>> {
    quantile(observations, 0.5)
}

/// The estimate of what a `share` of `observations` is not above, in any order; `share` is between 0 and 1.
/// `None` for none.
#[must_use]
pub fn quantile<T: Observation>(observations: &[T], share: f64) -> Option<Estimate<T>> {
    let mut sorted = observations.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().checked_sub(1)?;
    #[expect(clippy::cast_precision_loss, reason = "no run has 2^52 observations")]
    let position = last as f64 * share;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the last index"
    )]
    let [below, above] = [position.floor() as usize, position.ceil() as usize];
    let Ranks {
        lower,
        upper,
        confidence,
    } = ranks(sorted.len(), share);
    Some(Estimate {
        value: sorted[below].half_way_to(sorted[above]),
        lower: sorted[lower],
        upper: sorted[upper],
        confidence,
        observations: sorted.len(),
    })
}

/// The ends of an interval as indices into sorted observations.
struct Ranks {
    lower: usize,
    upper: usize,
    confidence: f64,
}

/// The innermost ranks with at most [`TAIL`] beyond each, or the outermost there are.
fn ranks(observations: usize, share: f64) -> Ranks {
    // X, the number of observations below the true quantile, is Binomial(n, share). The l-th smallest is
    // above it where X < l, so l is the largest rank with P(X < l) within the tail; likewise u from above.
    let last = observations - 1;
    let mut cumulative = 0.0;
    let mut lower = 0;
    let mut below_lower = 0.0;
    let mut upper = last;
    let mut above_upper = 0.0;
    let mut found_upper = false;
    for (successes, term) in binomial(observations, share).enumerate() {
        if successes == 0 {
            below_lower = term;
        }
        cumulative += term;
        // P(X < l) with l = successes + 1, which is the index `successes` of sorted observations.
        if successes <= last && cumulative <= TAIL {
            lower = successes;
            below_lower = cumulative;
        }
        // P(X > index): the true quantile is above the observation at that index.
        if !found_upper && successes <= last && 1.0 - cumulative <= TAIL {
            upper = successes;
            above_upper = (1.0 - cumulative).max(0.0);
            found_upper = true;
        }
    }
    if !found_upper {
        // All observations are below the true quantile.
        above_upper = share.powi(i32::try_from(observations).unwrap_or(i32::MAX));
    }
    Ranks {
        lower,
        upper,
        confidence: (1.0 - below_lower - above_upper).max(0.0),
    }
}

/// P(X = 0), P(X = 1), .. of Binomial(`count`, `share`).
fn binomial(count: usize, share: f64) -> impl Iterator<Item = f64> {
    #[expect(clippy::cast_precision_loss, reason = "no run has 2^52 observations")]
    let as_float = |number: usize| number as f64;
    // In logarithms: 2^-n is below the range of f64 from n = 1075.
    let odds = (share / (1.0 - share)).ln();
    let first = as_float(count) * (1.0 - share).ln();
    (0..=count).scan(first, move |logarithm, successes| {
        if successes > 0 {
            *logarithm += (as_float(count - successes + 1) / as_float(successes)).ln() + odds;
        }
        Some(logarithm.exp())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ratio::Ratio;

    fn times(range: std::ops::RangeInclusive<u64>) -> Vec<Picoseconds> {
        range.map(Picoseconds::new).collect()
    }

    /// Published ranks of the 95 % interval of the median: David and Nagaraja, and any table of the sign
    /// test.
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
            let found = ranks(observations, 0.5);
            assert_eq!(found.lower, skipped, "{observations} observations");
            assert_eq!(found.upper, observations - 1 - skipped);
            assert!(
                (found.confidence - confidence).abs() < 0.001,
                "{observations} observations: {}",
                found.confidence
            );
        }
    }

    /// The ranks of p99 that G. J. Hahn and W. Q. Meeker, "Statistical Intervals", give for 1,000
    /// observations come from the same binomial: 983 to 996 at 95 %.
    #[test]
    fn a_percentile_has_its_own_ranks() {
        let found = ranks(1000, 0.99);
        assert!((982..=984).contains(&(found.lower + 1)), "{}", found.lower);
        assert!((995..=998).contains(&(found.upper + 1)), "{}", found.upper);
        assert!((0.95..0.98).contains(&found.confidence));
        // 100 observations cannot bound p99 from above: 0.99^100 is 37 %.
        let few = ranks(100, 0.99);
        assert_eq!(few.upper, 99);
        assert!(few.confidence < 0.65, "{}", few.confidence);
    }

    #[test]
    fn many_observations_do_not_underflow() {
        let found = ranks(10_000, 0.5);
        // n / 2 - 1.96 sqrt(n) / 2
        assert!((4895..=4903).contains(&found.lower), "{}", found.lower);
        assert!((0.95..0.96).contains(&found.confidence));
    }

    #[test]
    fn the_interval_holds_the_median() {
        for length in 1..200 {
            let estimate = median(&times(1..=length)).expect("not empty");
            assert!(estimate.lower <= estimate.value && estimate.value <= estimate.upper);
            assert_eq!(estimate.value.count(), length.div_ceil(2));
        }
    }

    #[test]
    fn few_observations_say_how_little_they_know() {
        let estimate = median(&times(1..=3)).expect("not empty");
        assert_eq!((estimate.lower.count(), estimate.upper.count()), (1, 3));
        assert!((estimate.confidence - 0.75).abs() < 1e-9);
        assert_eq!(median::<Picoseconds>(&[]), None);
    }

    #[test]
    fn ratios_have_the_same_ranks() {
        let ratios = (1..=10)
            .map(|tenth| Ratio::nearest(f64::from(tenth) / 10.0))
            .collect::<Vec<_>>();
        let estimate = median(&ratios).expect("not empty");
        assert_eq!(estimate.value, Ratio::nearest(0.55));
        assert_eq!((estimate.lower, estimate.upper), (ratios[1], ratios[8]));
    }

    proptest! {
        #[test]
        fn order_does_not_matter(counts in prop::collection::vec(0_u64..1_000_000, 1..300), share in 0.01_f64..0.999) {
            let forward = counts.iter().copied().map(Picoseconds::new).collect::<Vec<_>>();
            let mut backward = forward.clone();
            backward.reverse();
            let estimate = quantile(&forward, share).expect("not empty");
            prop_assert_eq!(quantile(&backward, share), Some(estimate));
            prop_assert!(estimate.lower <= estimate.value && estimate.value <= estimate.upper);
            prop_assert!((0.0..=1.0).contains(&estimate.confidence));
        }

        /// Of many samples of a known distribution, as many intervals hold its quantile as they say.
        #[test]
        fn intervals_hold_the_true_quantile(seed in any::<u32>()) {
            let mut state = u64::from(seed) | 1;
            let mut uniform = move || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                Picoseconds::new(state >> 33)
            };
            for share in [0.5, 0.9] {
                let truth = Picoseconds::new(1 << 31).scaled(share);
                let held = (0..400)
                    .filter(|_| {
                        let sample = std::iter::repeat_with(&mut uniform).take(60).collect::<Vec<_>>();
                        let found = quantile(&sample, share).expect("not empty");
                        found.lower <= truth && truth <= found.upper
                    })
                    .count();
                // 95 % of 400, five standard deviations below.
                prop_assert!(held >= 358, "{held} of 400 at {share}");
            }
        }
    }
}
