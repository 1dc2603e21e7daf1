//! Small programs of known work, run between the blocks of a function: where they are slower than they have
//! been on this machine, so is the machine.
//!
//! Invariant: none allocates or calls into the system while it is timed.

use std::fmt::{self, Write as _};
use std::hint::black_box;
use std::time::Instant;

use crate::time::Picoseconds;

/// What they took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readings {
    /// One chain of arithmetic, in which each step waits for the one before: a number of clock cycles.
    pub clock: Picoseconds,
    /// Numbers written in decimal, which keeps all of a core busy: follows what shares the core.
    pub core: Picoseconds,
    /// Loads that wait for each other, from where no core has a cache of its own: follows what cores share.
    pub memory: Picoseconds,
}

/// How many times slower than its fastest each ran; at least 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slowdown {
    /// Of the clock.
    pub clock: f64,
    /// Of the core.
    pub core: f64,
    /// Of memory.
    pub memory: f64,
}

/// The programs, and the memory that one of them walks.
pub struct Reference {
    memory: Ring,
}

/// 8 MiB: a line has left a core's own caches when the walk is back.
const LINES: usize = 1 << 17;
/// About 8 µs at 3 GHz.
const ROUNDS: u64 = 6_000;
/// About 7 µs at 3 GHz.
const NUMBERS: u32 = 500;
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

    /// Runs them.
    pub fn read(&mut self) -> Readings {
        // The first run pays for cold caches.
        numbers();
        Readings {
            clock: timed(chain),
            core: timed(numbers),
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
            clock: ratio(self.clock, fastest.clock),
            core: ratio(self.core, fastest.core),
            memory: ratio(self.memory, fastest.memory),
        }
    }

    /// The shorter of each.
    #[must_use]
    pub fn fastest(self, other: Readings) -> Readings {
        Readings {
            clock: self.clock.min(other.clock),
            core: self.core.min(other.core),
            memory: self.memory.min(other.memory),
        }
    }
}

fn chain() {
    let mut state = black_box(1_u64);
    for round in 0..ROUNDS {
        state = (state ^ round)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(23);
    }
    black_box(state);
}

/// Beside a neighbour on the same core this takes up to twice as long, and so does what allocates or parses,
/// while a chain takes 2 % longer (measured: 1.87, 1.75 and 1.04 times as long in the same windows).
fn numbers() {
    let mut digits = Digits([0; 16]);
    for number in 0..NUMBERS {
        // It writes to memory of its own, and cannot fail.
        let _ = write!(digits, "{}", black_box(number.wrapping_mul(7_919)));
    }
    black_box(&digits.0);
}

/// Where numbers are written, each over the one before.
struct Digits([u8; 16]);

impl fmt::Write for Digits {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for (place, digit) in self.0.iter_mut().zip(text.bytes()) {
            *place = digit;
        }
        Ok(())
    }
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
        let readings = |clock, core, memory| Readings {
            clock: Picoseconds::new(clock),
            core: Picoseconds::new(core),
            memory: Picoseconds::new(memory),
        };
        let found = readings(150, 50, 300).slowdown(readings(100, 100, 100));
        let expected = Slowdown {
            clock: 1.5,
            core: 1.0,
            memory: 3.0,
        };
        assert_eq!(found, expected);
        assert_eq!(
            readings(150, 50, 300).fastest(readings(100, 100, 100)),
            readings(100, 50, 100)
        );
    }
}
