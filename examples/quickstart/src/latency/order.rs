//! Putting latencies in order.

use perfmacro::perf_bench;
use std::mem;

/// Below this length the standard sort is faster, because each pass has to go
/// through all 256 counts. The two were measured to break even near it.
const SHORT: usize = 512;

/// Sorts latencies from the fastest to the slowest.
///
/// This is a radix sort, one byte at a time from the lowest. A request rarely
/// takes more than 2²⁴ microseconds, about 17 seconds. Three passes then order
/// a log of any length, where comparing needs more passes for a longer log.
#[perf_bench(
    target = "50us",
    sizes = 10..=1000 * 10,
    warm_up_time = "500ms",
    measurement_time = "1s"
)]
pub(super) fn sort_latencies(latencies: &mut [u64]) {
    if latencies.len() < SHORT {
        latencies.sort_unstable();
        return;
    }
    let slowest = latencies.iter().copied().max().unwrap_or(0);
    let bytes = (u64::BITS - slowest.leading_zeros()).div_ceil(8);
    let mut scratch = vec![0; latencies.len()];
    let mut source = &mut *latencies;
    let mut target = scratch.as_mut_slice();
    for byte in 0..bytes {
        scatter(source, target, byte);
        mem::swap(&mut source, &mut target);
    }
    // After an odd number of passes the result is in the scratch space.
    if bytes % 2 == 1 {
        latencies.copy_from_slice(&scratch);
    }
}

/// Copies `source` to `target` in the order of one byte. Latencies that agree
/// in that byte keep their order, which is the order of the bytes below it.
fn scatter(source: &[u64], target: &mut [u64], byte: u32) {
    let bucket = |latency: u64| ((latency >> (8 * byte)) & 0xFF) as usize;
    let mut starts = [0; 256];
    for &latency in source {
        starts[bucket(latency)] += 1;
    }
    let mut total = 0;
    for start in &mut starts {
        total += mem::replace(start, total);
    }
    for &latency in source {
        let start = &mut starts[bucket(latency)];
        target[*start] = latency;
        *start += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{SHORT, sort_latencies};
    use crate::record::parse;
    use crate::sample::sample_log;

    #[test]
    fn agrees_with_the_standard_sort() {
        for length in [0, 1, 10, SHORT - 1, SHORT, 1000] {
            let log = sample_log(length);
            let records = parse(&log).unwrap();
            // Scaling makes the number of passes odd, then even, up to all eight.
            for scale in [1, 1 << 8, 1 << 16, 1 << 24, 1 << 32, 1 << 41] {
                let latencies = records.iter().map(|record| record.latency * scale);
                let mut sorted: Vec<u64> = latencies.collect();
                let mut expected = sorted.clone();
                expected.sort_unstable();
                sort_latencies(&mut sorted);
                assert_eq!(sorted, expected);
            }
        }
    }
}
