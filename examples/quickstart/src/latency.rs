//! The latencies of a log, kept in order.

mod order;
mod position;

use perfmacro::perf_bench;

use self::order::sort_latencies;
use self::position::position_of;

/// Latencies from the fastest to the slowest.
pub(crate) struct Latencies {
    sorted: Vec<u64>,
}

#[perf_bench(warm_up_time = "500ms", measurement_time = "1s")]
impl Latencies {
    /// Returns the latency that `percent` of all requests did not exceed.
    #[perf_bench(target = "100ns", setup = || ((0..1000).collect::<Self>(), 99), check = |latency| *latency == Some(989))]
    pub(crate) fn percentile(&self, percent: usize) -> Option<u64> {
        let last = self.sorted.len().checked_sub(1)?;
        self.sorted.get(last * percent / 100).copied()
    }

    /// Returns the percentage of requests that were faster than one which
    /// took `latency`.
    pub(crate) fn rank(&self, latency: u64) -> Option<usize> {
        let faster = position_of(&self.sorted, latency)?;
        Some(faster * 100 / self.sorted.len())
    }
}

impl FromIterator<u64> for Latencies {
    fn from_iter<I: IntoIterator<Item = u64>>(latencies: I) -> Self {
        let mut sorted = Vec::from_iter(latencies);
        sort_latencies(&mut sorted);
        Latencies { sorted }
    }
}
