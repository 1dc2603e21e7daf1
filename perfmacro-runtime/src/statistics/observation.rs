//! What quantiles are of.

use crate::ratio::Ratio;
use crate::time::Picoseconds;

/// A figure that was measured often, and of which there is a middle one.
pub trait Observation: Copy + Ord {
    /// Half-way between this figure and a larger one.
    #[must_use]
    fn half_way_to(self, larger: Self) -> Self;
}

impl Observation for Picoseconds {
    fn half_way_to(self, larger: Self) -> Self {
        Picoseconds::half_way_to(self, larger)
    }
}

impl Observation for Ratio {
    fn half_way_to(self, larger: Self) -> Self {
        Ratio::half_way_to(self, larger)
    }
}
