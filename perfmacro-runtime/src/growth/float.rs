//! Integers as floats.

#![expect(
    clippy::cast_precision_loss,
    reason = "16 digits of a size or of a cost are plenty"
)]

/// A size.
pub(super) fn size(size: usize) -> f64 {
    size as f64
}

/// A cost.
pub(super) fn cost(cost: u64) -> f64 {
    cost as f64
}
