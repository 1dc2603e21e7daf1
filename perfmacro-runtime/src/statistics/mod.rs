//! Statistics as pure functions of values; each names its source.

mod observation;
mod quantile;
mod sequential;

pub use observation::Observation;
pub use quantile::{Estimate, median, quantile};
pub use sequential::{Decision, SequentialTest};
