//! The exponent of what was measured.

use super::float;

/// The exponent with which a cost grew from the size `small` to the size `large`, which is larger.
///
/// A cost of zero counts as one, since zero has no multiple: calls that allocate nothing at the small size and
/// 64 blocks at the large one grew 64 times, and calls that cost nothing at the large size did not grow, whatever they
/// cost at the small one. Sizes of zero count as one likewise.
#[must_use]
pub fn measured_exponent(small_cost: u64, large_cost: u64, small: usize, large: usize) -> f64 {
    let cost = |cost: u64| float::cost(cost.max(1));
    let size = |size: usize| float::size(size.max(1));
    let sizes = (size(large) / size(small)).ln();
    (cost(large_cost) / cost(small_cost)).ln() / sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_are_those_of_powers() {
        for (small_cost, large_cost, expected) in [
            (100, 100, 0.0),
            (100, 1_000, 1.0),
            (100, 10_000, 2.0),
            (1_000, 100, -1.0),
            (0, 0, 0.0),
            (0, 1, 0.0),
            (0, 10, 1.0),
            (10, 0, -1.0),
            (0, u64::MAX, 19.265_919_722_494_797),
        ] {
            let exponent = measured_exponent(small_cost, large_cost, 20, 200);
            assert!((exponent - expected).abs() < 1e-9, "{exponent}");
        }
    }
}
