//! How long batches are: long enough that the stopwatch does not count, short enough that neither memory
//! nor caches fill up.
//!
//! The length doubles while a batch, its building and dropping included, stays under 50 µs, and halves past
//! 200 µs: what a call allocates is then bounded by what can be filled in that time.

use std::time::{Duration, Instant};

/// The length of the next batch.
pub(crate) struct Pace {
    length: usize,
    began: Option<Instant>,
}

impl Pace {
    const LONGEST: usize = 1024;
    const SHORT: Duration = Duration::from_micros(50);
    const LONG: Duration = Duration::from_micros(200);

    pub(crate) fn new() -> Self {
        Pace {
            length: 1,
            began: None,
        }
    }

    /// Ends the batch before, and takes the length of the next out of `remaining`.
    pub(crate) fn next(&mut self, remaining: &mut u64) -> usize {
        let now = Instant::now();
        if let Some(began) = self.began.replace(now) {
            self.length = Self::adjusted(self.length, now - began);
        }
        let length = usize::try_from(*remaining)
            .unwrap_or(usize::MAX)
            .min(self.length);
        *remaining -= length as u64;
        if *remaining == 0 {
            // The time until the routine is called again is nobody's batch.
            self.began = None;
        }
        length
    }

    fn adjusted(length: usize, took: Duration) -> usize {
        if took < Self::SHORT {
            (length * 2).min(Self::LONGEST)
        } else if took > Self::LONG {
            (length / 2).max(1)
        } else {
            length
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_grows_while_it_is_short_and_shrinks_when_it_is_long() {
        assert_eq!(Pace::adjusted(8, Duration::from_micros(1)), 16);
        assert_eq!(Pace::adjusted(1024, Duration::from_micros(1)), 1024);
        assert_eq!(Pace::adjusted(8, Duration::from_micros(100)), 8);
        assert_eq!(Pace::adjusted(8, Duration::from_millis(1)), 4);
        assert_eq!(Pace::adjusted(1, Duration::from_secs(1)), 1);
    }

    #[test]
    fn the_time_between_two_runs_is_no_batch() {
        let mut pace = Pace::new();
        let mut remaining = 1;
        assert_eq!(pace.next(&mut remaining), 1);
        assert_eq!((remaining, pace.began), (0, None));
    }
}
