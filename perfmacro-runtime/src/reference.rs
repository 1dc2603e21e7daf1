//! Two small programs of known work, run between the blocks of a function: where they are slower than they
//! have been on this machine, so is the machine.
//!
//! Invariant: neither allocates nor calls into the system while it is timed.

use std::hint::black_box;
use std::time::Instant;

use crate::time::Picoseconds;

/// What the two took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readings {
    /// Arithmetic in registers: follows the clock rate.
    pub arithmetic: Picoseconds,
    /// Loads that wait for each other, from where no core has a cache of its own: follows what cores share.
    pub memory: Picoseconds,
}

/// How many times slower than its fastest each ran; at least 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slowdown {
    /// Of arithmetic.
    pub arithmetic: f64,
    /// Of memory.
    pub memory: f64,
}

/// The two programs, and the memory that one of them walks.
pub struct Reference {
    memory: Ring,
}

/// 8 MiB: a line has left a core's own caches when the walk is back.
const LINES: usize = 1 << 17;
/// About 10 µs at 3 GHz.
const ROUNDS: u64 = 6_000;
/// About 20 µs.
const STEPS: usize = 300;

impl Reference {
    /// Prepares the memory, which takes a few milliseconds.
    #[must_use]
    pub fn new() -> Reference {
        Reference {
            memory: Ring::new(LINES),
        }
    }

    /// Runs both.
    pub fn read(&mut self) -> Readings {
        // A core that slept is slow at first.
        arithmetic();
        Readings {
            arithmetic: timed(arithmetic),
            memory: timed(|| self.memory.walk(STEPS)),
        }
    }
}

impl Default for Reference {
    fn default() -> Self {
        Self::new()
    }
}

/// Lines of memory, each of which names the next.
struct Ring {
    next: Vec<u32>,
    place: u32,
}

impl Ring {
    /// One cache line of `u32`.
    const LINE: usize = 16;

    /// `lines` is a power of two.
    fn new(lines: usize) -> Ring {
        // A linear congruential sequence, of full period by Hull and Dobell's theorem: no prefetcher follows it.
        let mut next = vec![1; Self::LINE * lines];
        for line in 0..lines {
            let following = (line * 5_741 + 12_345) % lines;
            next[line * Self::LINE] = u32::try_from(following * Self::LINE).unwrap_or_default();
        }
        Ring { next, place: 0 }
    }

    fn walk(&mut self, steps: usize) {
        let mut place = self.place;
        for _ in 0..steps {
            place = self.next[place as usize];
        }
        self.place = black_box(place);
    }
}

impl Readings {
    /// How much slower these are than `fastest`.
    #[must_use]
    pub fn slowdown(self, fastest: Readings) -> Slowdown {
        let ratio = |now: Picoseconds, fastest: Picoseconds| {
            now.ratio_to(fastest.max(Picoseconds::new(1))).max(1.0)
        };
        Slowdown {
            arithmetic: ratio(self.arithmetic, fastest.arithmetic),
            memory: ratio(self.memory, fastest.memory),
        }
    }

    /// The shorter of each.
    #[must_use]
    pub fn fastest(self, other: Readings) -> Readings {
        Readings {
            arithmetic: self.arithmetic.min(other.arithmetic),
            memory: self.memory.min(other.memory),
        }
    }
}

/// One chain, in which each step waits for the one before: its time is a number of clock cycles.
///
/// Chains side by side would also show what shares the core with this thread. That slows by a fifth what keeps
/// all of a core busy (measured: 9.8 to 11.6 µs for four chains), and most functions not at all.
fn arithmetic() {
    let mut state = black_box(1_u64);
    for round in 0..ROUNDS {
        state = (state ^ round)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(23);
    }
    black_box(state);
}

fn timed(program: impl FnOnce()) -> Picoseconds {
    let began = Instant::now();
    program();
    Picoseconds::from_duration(began.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_comes_by_every_line() {
        let ring = Ring::new(LINES);
        let mut seen = vec![false; LINES];
        let mut place = 0;
        for _ in 0..LINES {
            seen[place / Ring::LINE] = true;
            place = ring.next[place] as usize;
        }
        assert!(seen.iter().all(|seen| *seen));
        assert_eq!(place, 0);
    }

    #[test]
    fn a_slowdown_is_never_below_one() {
        let readings = |arithmetic, memory| Readings {
            arithmetic: Picoseconds::new(arithmetic),
            memory: Picoseconds::new(memory),
        };
        let found = readings(150, 50).slowdown(readings(100, 100));
        assert!((found.arithmetic - 1.5).abs() < 1e-9 && (found.memory - 1.0).abs() < 1e-9);
        assert_eq!(
            readings(150, 50).fastest(readings(100, 100)),
            readings(100, 50)
        );
    }
}
