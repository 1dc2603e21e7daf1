//! Statistics as pure functions of values; each names its source.

mod quantile;
mod sequential;

pub use quantile::{Estimate, median, quantile};
pub use sequential::{Decision, SequentialTest};
