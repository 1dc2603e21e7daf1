//! Finding a latency among those in order.

use perfmacro::perf_bench;

/// Returns the first position of `latency`, if it is there.
///
/// The search is for the latencies of failed requests. Those have mostly run
/// into a timeout, which puts them among the slowest. So it gallops from the
/// end with steps that double, which takes time that grows with the distance
/// to the end and not with the length of the log.
#[perf_bench(
    target = "500ns",
    sizes = [1000],
    setup = |n| ((0..n as u64).collect::<Vec<_>>(), n as u64 / 2),
    warm_up_time = "500ms",
    measurement_time = "1s"
)]
pub(super) fn position_of(sorted: &[u64], latency: u64) -> Option<usize> {
    let mut start = sorted.len();
    let mut end = start;
    let mut step = 1;
    while start > 0 && sorted[start - 1] >= latency {
        // That one may be the first, so it stays within the range.
        end = start;
        start = start.saturating_sub(step);
        step *= 2;
    }
    // All before `start` are faster, and none from `end` on is.
    let position = start + sorted[start..end].partition_point(|&each| each < latency);
    (sorted.get(position) == Some(&latency)).then_some(position)
}

#[cfg(test)]
mod tests {
    use super::position_of;

    #[test]
    fn agrees_with_the_standard_search() {
        for length in 0..70 {
            let sorted: Vec<u64> = (0..length).map(|each| each * 2 + 1).collect();
            for latency in 0..length * 2 + 2 {
                let expected = sorted.binary_search(&latency).ok();
                assert_eq!(position_of(&sorted, latency), expected);
            }
        }

        // Of equals the standard search returns any, and this one the first.
        assert_eq!(position_of(&[3; 20], 3), Some(0));
        assert_eq!(position_of(&[1, 2, 2, 2, 2, 9], 2), Some(1));
    }
}
