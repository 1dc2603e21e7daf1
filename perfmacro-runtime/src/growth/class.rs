//! Classes of growth, and the bound that each is.

use std::fmt;

use super::{float, measured_exponent};
use crate::ratio::Ratio;

/// How much the measured exponent may be above the class's.
///
/// Half-way from one power to the next is 0.5; what is below that and above what constant terms and caches do to a
/// linear function decides as early as it may.
pub const SLACK: f64 = 0.3;

/// `O(n^power * log(n)^log_power)`. Both are zero or above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// The exponent of the size.
    pub power: f64,
    /// The exponent of the size's logarithm.
    pub log_power: f64,
}

impl Class {
    /// O(1).
    pub const CONSTANT: Class = Class::new(0.0, 0.0);
    /// O(n).
    pub const LINEAR: Class = Class::new(1.0, 0.0);

    /// The class of these exponents.
    #[must_use]
    pub const fn new(power: f64, log_power: f64) -> Class {
        Class { power, log_power }
    }

    /// What the class says of a size, up to a factor.
    ///
    /// Sizes below 1 count as 1 and logarithms are to base 2 and at least 1: of one element a logarithm is nothing,
    /// against which anything would have grown beyond any bound.
    #[must_use]
    pub fn at(self, size: usize) -> f64 {
        let size = float::size(size.max(1));
        size.powf(self.power) * size.log2().max(1.0).powf(self.log_power)
    }

    /// The exponent with which the class itself grows from the size `small` to the size `large`: 1.15 for O(n log n)
    /// from 100 to 1,000. Its power where the sizes are not that way round.
    #[must_use]
    pub fn exponent(self, small: usize, large: usize) -> f64 {
        let sizes = (float::size(large.max(1)) / float::size(small.max(1))).ln();
        if sizes <= 0.0 {
            return self.power;
        }
        // By its logarithms, since a high power of a large size is beyond any float.
        let logarithm = |size: usize| float::size(size).log2().max(1.0);
        self.power + self.log_power * (logarithm(large) / logarithm(small)).ln() / sizes
    }

    /// How many times the cost at `small` the cost at `large` may be: the class's own growth, and the [`SLACK`].
    #[must_use]
    pub fn max_ratio(self, small: usize, large: usize) -> Ratio {
        let sizes = float::size(large.max(1)) / float::size(small.max(1));
        Ratio::nearest(sizes.powf(self.exponent(small, large) + SLACK))
    }

    /// Whether exact costs at the two sizes of the tail are within the class. A cost of zero is as
    /// [`measured_exponent`] says.
    #[must_use]
    pub fn holds(self, small_cost: u64, large_cost: u64, small: usize, large: usize) -> bool {
        let measured = measured_exponent(small_cost, large_cost, small, large);
        measured <= self.exponent(small, large) + SLACK
    }
}

/// As it is declared: `O(1)`, `O(log n)`, `O(n log n)`, `O(n^1.5)`, `O(n^2 log^2 n)`.
impl fmt::Display for Class {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let power = match self.power {
            0.0 => String::new(),
            1.0 => "n".to_owned(),
            power => format!("n^{power}"),
        };
        let logarithm = match self.log_power {
            0.0 => String::new(),
            1.0 => "log n".to_owned(),
            log_power => format!("log^{log_power} n"),
        };
        let text = match (power.as_str(), logarithm.as_str()) {
            ("", "") => "O(1)".to_owned(),
            (one, "") | ("", one) => format!("O({one})"),
            (power, logarithm) => format!("O({power} {logarithm})"),
        };
        formatter.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::growth::tail;

    const N_LOG_N: Class = Class::new(1.0, 1.0);
    const QUADRATIC: Class = Class::new(2.0, 0.0);

    #[test]
    fn classes_read_as_they_are_written() {
        for (power, log_power, expected) in [
            (0.0, 0.0, "O(1)"),
            (0.0, 1.0, "O(log n)"),
            (1.0, 0.0, "O(n)"),
            (1.0, 1.0, "O(n log n)"),
            (2.0, 0.0, "O(n^2)"),
            (1.5, 0.0, "O(n^1.5)"),
            (0.5, 0.0, "O(n^0.5)"),
            (2.0, 1.0, "O(n^2 log n)"),
            (0.0, 2.0, "O(log^2 n)"),
        ] {
            assert_eq!(Class::new(power, log_power).to_string(), expected);
        }
    }

    #[test]
    fn a_logarithm_is_a_small_exponent() {
        for (class, small, large, expected) in [
            (Class::CONSTANT, 10, 1_000, 0.0),
            (Class::LINEAR, 10, 1_000, 1.0),
            (QUADRATIC, 1, 4, 2.0),
            (N_LOG_N, 100, 1_000, 1.1761),
            (N_LOG_N, 16, 256, 1.25),
            // Of one and of nothing the logarithm is that of two.
            (N_LOG_N, 1, 4, 1.5),
            (N_LOG_N, 2, 4, 2.0),
            (N_LOG_N, 0, 4, 1.5),
            (Class::new(0.0, 1.0), 1, 2, 0.0),
            (N_LOG_N, 7, 7, 1.0),
            (N_LOG_N, 0, 1, 1.0),
        ] {
            let exponent = class.exponent(small, large);
            assert!(
                (exponent - expected).abs() < 1e-4,
                "{class} from {small} to {large}: {exponent}"
            );
        }
    }

    #[test]
    fn the_bound_is_the_class_and_the_slack() {
        let bound = Class::LINEAR.max_ratio(100, 1_000).value();
        assert!((bound - 19.953).abs() < 0.001, "{bound}");
        let bound = Class::CONSTANT.max_ratio(100, 1_000).value();
        assert!((bound - 1.995).abs() < 0.001, "{bound}");
        let beyond = Class::new(500.0, 0.0).max_ratio(1, usize::MAX);
        assert_eq!(beyond, Ratio::nearest(f64::MAX));
    }

    /// As the module's documentation says it.
    #[test]
    fn a_logarithm_is_within_the_slack_from_fifteen_on() {
        let is_within = |small, large| N_LOG_N.exponent(small, large) <= 1.0 + SLACK;
        for small in 15..2_000 {
            for apart in [4, 5, 10, 100, 10_000] {
                assert!(is_within(small, small * apart), "{small} times {apart}");
            }
        }
        for (small, first) in [(2, 11_791), (4, 718), (8, 151), (10, 103), (12, 78)] {
            assert!(
                !is_within(small, first - 1) && is_within(small, first),
                "{small}"
            );
        }
        assert!(!is_within(14, 4 * 14));
    }

    #[test]
    fn nothing_is_within_everything_and_something_is_more_than_nothing() {
        assert!(Class::CONSTANT.holds(0, 0, 10, 100));
        assert!(Class::CONSTANT.holds(1_000, 0, 10, 100));
        assert!(Class::CONSTANT.holds(0, 1, 10, 100));
        assert!(!Class::CONSTANT.holds(0, 2, 10, 100));
        assert!(Class::LINEAR.holds(0, 19, 10, 100));
        assert!(!Class::LINEAR.holds(0, 20, 10, 100));
    }

    /// Size sets with a tail: three sizes and more, each at least four times the one before.
    fn sizes() -> impl Strategy<Value = Vec<usize>> {
        (1_usize..200, prop::collection::vec(4_usize..12, 2..5)).prop_map(|(first, steps)| {
            let mut sizes = vec![first];
            for step in steps {
                sizes.push(sizes[sizes.len() - 1] * step);
            }
            sizes
        })
    }

    /// Whether `cost` is within `class` at the tail of `sizes`.
    fn holds(class: Class, sizes: &[usize], cost: impl Fn(f64) -> f64) -> bool {
        let (large, small) = tail(sizes).expect("sizes are far apart");
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of 15 digits"
        )]
        let at = |place: usize| cost(float::size(sizes[place])).round() as u64;
        class.holds(at(small), at(large), sizes[small], sizes[large])
    }

    proptest! {
        #[test]
        fn quadratic_costs_are_over_linear_and_within_quadratic(
            sizes in sizes(),
            coefficient in 1.0_f64..100.0,
            // As shares of the quadratic term at the small size of the tail.
            linear in 0.0_f64..2.0,
            constant in 0.0_f64..0.5,
        ) {
            let (_, small) = tail(&sizes).expect("sizes are far apart");
            let s = float::size(sizes[small]);
            let cost = |n: f64| coefficient * (n * n + linear * s * n + constant * s * s);
            prop_assert!(!holds(Class::LINEAR, &sizes, cost));
            prop_assert!(!holds(Class::CONSTANT, &sizes, cost));
            prop_assert!(holds(QUADRATIC, &sizes, cost));
        }

        /// As the module's documentation says it.
        #[test]
        fn what_hides_a_quadratic_term_is_several_times_it(small in 1_usize..10_000, apart in 4_usize..100) {
            let s = float::size(small) * 1_000.0;
            let sizes = [small * 1_000, small * apart * 1_000];
            prop_assert!(!holds(Class::LINEAR, &sizes, |n| n * n + 4.8 * s * n));
            prop_assert!(!holds(Class::LINEAR, &sizes, |n| n * n + 1.9 * s * s));
        }

        #[test]
        fn linear_costs_are_never_over_linear(
            sizes in sizes(),
            coefficient in 1.0_f64..1e6,
            constant in 0.0_f64..1e9,
        ) {
            prop_assert!(holds(Class::LINEAR, &sizes, |n| constant + coefficient * n));
            prop_assert!(holds(N_LOG_N, &sizes, |n| constant + coefficient * n));
        }

        #[test]
        fn a_logarithm_more_is_never_over_linear_at_large_sizes(
            small in 15_usize..100_000,
            apart in 4_usize..1_000,
            coefficient in 1.0_f64..1e3,
        ) {
            let sizes = [small, small * apart];
            prop_assert!(holds(Class::LINEAR, &sizes, |n| coefficient * n * n.log2()));
            prop_assert!(holds(N_LOG_N, &sizes, |n| coefficient * n * n.log2()));
        }

        /// On time the limit of the ratio is the same bound.
        #[test]
        fn the_ratio_and_the_exponent_agree(
            small in 0_usize..10_000,
            apart in 4_usize..100,
            power in 0.0_f64..3.0,
            log_power in 0.0_f64..2.0,
            costs in (1_u64..1_000_000, 1_u64..1_000_000_000),
        ) {
            let class = Class::new(power, log_power);
            let large = small.max(1) * apart;
            let (small_cost, large_cost) = costs;
            let ratio = float::cost(large_cost) / float::cost(small_cost);
            let limit = class.max_ratio(small, large).value();
            // Not at the bound itself, where the last digit decides.
            if (ratio / limit - 1.0).abs() > 1e-9 {
                prop_assert_eq!(class.holds(small_cost, large_cost, small, large), ratio <= limit);
            }
        }

        #[test]
        fn the_class_itself_is_within(
            small in 0_usize..100_000,
            apart in 4_usize..100,
            power in 0.0_f64..3.0,
            log_power in 0.0_f64..2.0,
        ) {
            let class = Class::new(power, log_power);
            let large = small.max(1) * apart;
            let ratio = class.at(large) / class.at(small);
            let expected = class.exponent(small, large);
            let sizes = (float::size(large) / float::size(small.max(1))).ln();
            prop_assert!((ratio.ln() / sizes - expected).abs() < 1e-9);
            prop_assert!(Ratio::nearest(ratio) <= class.max_ratio(small, large));
        }
    }
}
