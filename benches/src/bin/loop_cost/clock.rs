//! Criterion's wall clock, with a window to what it showed last.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use criterion::measurement::{Measurement, ValueFormatter, WallTime};

/// Measures as [`WallTime`] does.
pub(crate) struct Clock {
    wall_time: WallTime,
    last: Rc<Cell<Duration>>,
}

impl Clock {
    /// A clock that leaves every reading in `last`.
    pub(crate) fn new(last: Rc<Cell<Duration>>) -> Self {
        Clock {
            wall_time: WallTime,
            last,
        }
    }
}

impl Measurement for Clock {
    type Intermediate = Instant;
    type Value = Duration;

    fn start(&self) -> Instant {
        self.wall_time.start()
    }

    fn end(&self, started: Instant) -> Duration {
        let elapsed = self.wall_time.end(started);
        self.last.set(elapsed);
        elapsed
    }

    fn add(&self, one: &Duration, other: &Duration) -> Duration {
        self.wall_time.add(one, other)
    }

    fn zero(&self) -> Duration {
        self.wall_time.zero()
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        self.wall_time.to_f64(value)
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        self.wall_time.formatter()
    }
}
