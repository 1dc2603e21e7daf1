//! Statistics as pure functions of values; each names its source.

mod median;
mod sequential;

pub use median::{Estimate, median};
pub use sequential::{Decision, SequentialTest};
