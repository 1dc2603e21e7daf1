//! Where two functions' code lies, as a part of how uncertain their ratio is.

use crate::ratio::Ratio;
use crate::statistics::Estimate;

/// What copies of one function differ by: up to 1.9 % in `benches/results/ratios.md`, in intervals ten times narrower
/// than that.
const DIFFERENCE: f64 = 0.019;

/// `estimate` with an interval that also has what other places of the code would make of it. A difference which is
/// no more says nothing of the functions.
pub(super) fn included(estimate: Estimate<Ratio>) -> Estimate<Ratio> {
    let elsewhere = |factor: f64| Ratio::nearest(estimate.value.value() * factor);
    Estimate {
        lower: estimate.lower.min(elsewhere(1.0 - DIFFERENCE)),
        upper: estimate.upper.max(elsewhere(1.0 + DIFFERENCE)),
        ..estimate
    }
}
