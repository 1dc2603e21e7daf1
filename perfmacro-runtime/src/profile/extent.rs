//! For how long a case is repeated. Pure: what the calls so far took comes in.

use std::time::Duration;

/// Where a loop ends: at so many calls or after so long, whichever is first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    /// At most so many.
    pub(crate) calls: u64,
    /// At most about so long, the building of inputs included.
    pub(crate) time: Duration,
}

/// What was done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    pub(super) calls: u64,
    /// Since the first of them began.
    pub(super) elapsed: Duration,
    /// The last batch: its calls, and what they took with their inputs.
    pub(super) batch: (u64, Duration),
}

impl Extent {
    /// What a batch takes: the clock is looked at between batches, and costs nothing beside one.
    const BATCH: Duration = Duration::from_millis(10);

    /// How many calls to make next; `None` at the end. One at least is made.
    pub(super) fn next(self, progress: Progress) -> Option<u64> {
        let left = self.calls.saturating_sub(progress.calls);
        let is_over = progress.calls > 0 && progress.elapsed >= self.time;
        if left == 0 || is_over {
            return None;
        }
        let (calls, took) = progress.batch;
        let next = if took < Self::BATCH / 2 {
            calls.saturating_mul(2)
        } else if took > Self::BATCH * 2 {
            calls / 2
        } else {
            calls
        };
        Some(next.clamp(1, left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENT: Extent = Extent {
        calls: 100,
        time: Duration::from_secs(1),
    };

    fn progress(calls: u64, seconds: u64, batch: (u64, u64)) -> Progress {
        Progress {
            calls,
            elapsed: Duration::from_secs(seconds),
            batch: (batch.0, Duration::from_millis(batch.1)),
        }
    }

    #[test]
    fn batches_grow_to_their_length_and_shrink_when_they_are_long() {
        assert_eq!(EXTENT.next(Progress::default()), Some(1));
        assert_eq!(EXTENT.next(progress(8, 0, (8, 1))), Some(16));
        assert_eq!(EXTENT.next(progress(8, 0, (8, 10))), Some(8));
        assert_eq!(EXTENT.next(progress(8, 0, (8, 100))), Some(4));
        assert_eq!(EXTENT.next(progress(1, 0, (1, 900))), Some(1));
    }

    #[test]
    fn it_ends_at_the_number_exactly_or_when_time_is_up() {
        assert_eq!(EXTENT.next(progress(90, 0, (64, 1))), Some(10));
        assert_eq!(EXTENT.next(progress(100, 0, (10, 1))), None);
        assert_eq!(EXTENT.next(progress(50, 1, (10, 1))), None);
        let none = Extent {
            time: Duration::ZERO,
            ..EXTENT
        };
        assert_eq!(none.next(Progress::default()), Some(1));
    }
}
