//! Samples of a case that a process takes for no judgement: for comparisons with other days.
//!
//! Input: a [`Sampler`] and the time there is. Output: the time per call of each of [`COUNT`] blocks of equal length.
//! Invariant: no clock but the sampler's.

use std::time::Duration;

use crate::time::Picoseconds;
use crate::verdict::Sampler;

/// How many there are, where calls are short enough.
const COUNT: u32 = 50;
/// How many there are at least: the fastest tenth of fewer is the luck of one.
const FEWEST: usize = 10;
/// The share of the time that warms up and finds the length of blocks.
const WARM_UP: u32 = 4;
/// Of longer calls there are none: the time is for dozens.
const LONGEST_CALL: Duration = Duration::from_millis(100);

/// Samples for about `time`, and as long again where ten calls take that; none where a call takes longer
/// than a tenth of a second.
pub(crate) fn samples(sampler: &mut dyn Sampler, time: Duration) -> Vec<Picoseconds> {
    // Pays for what is built once.
    let mut warm_up = sampler.block(1).wall;
    let mut iterations = 1;
    loop {
        let wall = sampler.block(iterations).wall;
        if iterations == 1 && wall > LONGEST_CALL {
            return Vec::new();
        }
        warm_up += wall;
        let wanted = iterations_for(time / COUNT, wall, iterations);
        if warm_up >= time / WARM_UP && wanted < iterations * 2 {
            iterations = wanted;
            break;
        }
        // One block may have been fast by chance.
        iterations = wanted.min(iterations * 2);
    }
    let mut taken = Vec::with_capacity(COUNT as usize);
    let mut took = Duration::ZERO;
    while taken.len() < COUNT as usize && (took < time || taken.len() < FEWEST) {
        let block = sampler.block(iterations);
        took += block.wall;
        taken.push(block.time.per_iteration(iterations));
    }
    taken
}

/// How many calls take `length`, where so many took `wall`.
fn iterations_for(length: Duration, wall: Duration, iterations: u64) -> u64 {
    let wanted = length.as_nanos() * u128::from(iterations) / wall.as_nanos().max(1);
    u64::try_from(wanted).unwrap_or(u64::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::simulated::Simulated;

    const TIME: Duration = Duration::from_millis(300);

    fn taken_of(call: Duration) -> (Vec<Picoseconds>, u64) {
        let mut sampler = Simulated::steady(Picoseconds::from_duration(call));
        let taken = samples(&mut sampler, TIME);
        (taken, sampler.calls)
    }

    #[test]
    fn short_calls_fill_the_time_with_fifty_equal_blocks() {
        for nanoseconds in [10, 450, 70_000, 5_000_000] {
            let call = Duration::from_nanos(nanoseconds);
            let (samples, calls) = taken_of(call);
            assert_eq!(samples, [Picoseconds::from_duration(call); 50]);
            let all = call * u32::try_from(calls).expect("few");
            assert!(all >= TIME && all < TIME * 2, "{nanoseconds} ns: {all:?}");
        }
    }

    #[test]
    fn of_longer_calls_there_are_ten_and_of_the_longest_none() {
        assert_eq!(taken_of(Duration::from_millis(90)).0.len(), 10);
        assert_eq!(taken_of(Duration::from_millis(101)), (Vec::new(), 2));
    }

    #[test]
    fn a_first_call_that_pays_for_all_is_none() {
        let call = Picoseconds::from_duration(Duration::from_micros(1));
        let mut sampler = Simulated::new(move |block| {
            if block == 0 {
                Picoseconds::from_duration(Duration::from_secs(2))
            } else {
                call
            }
        });
        assert_eq!(samples(&mut sampler, TIME), [call; 50]);
    }
}
