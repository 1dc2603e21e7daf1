//! What a session heard, added up.
//!
//! Input: blocks that come, move and go, and when windows open and close. Output: [`Allocations`].
//!
//! A block that comes in a window is followed until it goes, in a window or not: an output is dropped after
//! the window, an input that the call made grow later still. Sums alone would not do: a call that frees its
//! input would pay for what it leaks with that.
//!
//! Invariant: what is followed was allocated in a window; blocks from before only lower what is live.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::BuildHasherDefault;

use super::figures::Allocations;
use super::trace::{Trace, Traces, Way};

/// The figures of a session so far.
pub(super) struct Tally {
    is_open: bool,
    /// How many windows were opened.
    windows: u64,
    count: u64,
    bytes: u64,
    /// Over what was live before the first window; below it where the call frees its input.
    live: i64,
    peak: i64,
    /// By address. The hasher has no keys to draw at random: the second of two sessions does as the first.
    followed: HashMap<usize, Followed, BuildHasherDefault<DefaultHasher>>,
    /// Bytes that went where this tally does not see.
    lost: u64,
    traces: Option<Traces>,
}

/// Of a block, what was allocated in a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Followed {
    bytes: usize,
    /// Which of the traces it came by.
    trace: Option<usize>,
}

/// Where a block is that was resized, and what it was and is.
#[derive(Clone, Copy)]
pub(super) struct Resized {
    pub(super) address: usize,
    pub(super) old_size: usize,
    pub(super) new_size: usize,
}

/// What a session came to.
pub(super) struct Tallied {
    pub(super) allocations: Allocations,
    pub(super) windows: u64,
    pub(super) traces: Vec<Trace>,
    /// How many allocations left no trace, since there were too many.
    pub(super) untraced: u64,
}

impl Tally {
    /// A tally of nothing, between windows.
    pub(super) fn new(traces: Option<Traces>) -> Self {
        Tally {
            is_open: false,
            windows: 0,
            count: 0,
            bytes: 0,
            live: 0,
            peak: 0,
            followed: HashMap::default(),
            lost: 0,
            traces,
        }
    }

    pub(super) fn open(&mut self) {
        self.is_open = true;
        self.windows += 1;
    }

    pub(super) fn close(&mut self) {
        self.is_open = false;
    }

    /// Whether it is of use to know the way to the next allocation.
    pub(super) fn wants_way(&self) -> bool {
        self.is_open && self.traces.as_ref().is_some_and(Traces::is_short)
    }

    /// A block came.
    pub(super) fn allocated(&mut self, address: usize, size: usize, way: Option<Way>) {
        self.lose(address);
        if self.is_open {
            let trace = self.count(size, way);
            let followed = Followed { bytes: size, trace };
            self.followed.insert(address, followed);
        }
    }

    /// A block goes.
    pub(super) fn freed(&mut self, address: usize, size: usize) {
        let followed = self.followed.remove(&address);
        // After a window, what was there before it is no matter.
        let gone = if self.is_open {
            size
        } else {
            followed.map_or(0, |followed| followed.bytes)
        };
        self.live -= signed(gone);
    }

    /// A block is about to be resized, and may be elsewhere afterwards.
    pub(super) fn lifted(&mut self, address: usize) -> Option<Followed> {
        self.followed.remove(&address)
    }

    /// What was [`lifted`](Self::lifted) is at its address now.
    pub(super) fn set_down(
        &mut self,
        lifted: Option<Followed>,
        Resized {
            address,
            old_size,
            new_size,
        }: Resized,
        way: Option<Way>,
    ) {
        self.lose(address);
        let shrunk = old_size.saturating_sub(new_size);
        let mut followed = lifted;
        if let Some(followed) = &mut followed {
            let bytes = followed.bytes.saturating_sub(shrunk);
            if !self.is_open {
                self.live -= signed(followed.bytes - bytes);
            }
            followed.bytes = bytes;
        }
        if self.is_open {
            self.live -= signed(shrunk);
            if let Some(grown) = new_size.checked_sub(old_size).filter(|grown| *grown > 0) {
                let trace = self.count(grown, way);
                let before = followed.map_or(0, |followed| followed.bytes);
                followed = Some(Followed {
                    bytes: before + grown,
                    trace,
                });
            }
        }
        if let Some(followed) = followed {
            self.followed.insert(address, followed);
        }
    }

    /// The figures; whoever calls it dropped everything that the call was given and gave.
    pub(super) fn finish(mut self) -> Tallied {
        let left = std::mem::take(&mut self.followed);
        for followed in left.into_values() {
            self.leave(followed);
        }
        let (traces, untraced) = self.traces.map_or((Vec::new(), 0), Traces::finish);
        Tallied {
            allocations: Allocations {
                count: self.count,
                bytes: self.bytes,
                peak: self.peak.unsigned_abs(),
                leaked: self.lost,
            },
            windows: self.windows,
            traces,
            untraced,
        }
    }

    /// Counts an allocation, and says which trace it came by.
    fn count(&mut self, bytes: usize, way: Option<Way>) -> Option<usize> {
        self.count += 1;
        self.bytes += bytes as u64;
        self.live += signed(bytes);
        self.peak = self.peak.max(self.live);
        self.traces.as_mut()?.take(way, bytes as u64)
    }

    /// A block that comes where another is said to be: that one went on a thread that is not heard. It stays
    /// left behind: whether its address is seen again is the allocator's whim, and no figure may hang on it.
    fn lose(&mut self, address: usize) {
        if let Some(followed) = self.followed.remove(&address) {
            self.leave(followed);
        }
    }

    fn leave(&mut self, followed: Followed) {
        self.lost += followed.bytes as u64;
        if let (Some(traces), Some(trace)) = (&mut self.traces, followed.trace) {
            traces.leave(trace, followed.bytes as u64);
        }
    }
}

fn signed(bytes: usize) -> i64 {
    i64::try_from(bytes).expect("no block is larger than an address space of 63 bits")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(hear: impl FnOnce(&mut Tally)) -> [u64; 4] {
        let mut tally = Tally::new(None);
        hear(&mut tally);
        let Allocations {
            count,
            bytes,
            peak,
            leaked,
        } = tally.finish().allocations;
        [count, bytes, peak, leaked]
    }

    fn resized(address: usize, old_size: usize, new_size: usize) -> Resized {
        Resized {
            address,
            old_size,
            new_size,
        }
    }

    #[test]
    fn only_windows_count_and_what_goes_after_them_is_not_left_behind() {
        let found = figures(|tally| {
            tally.allocated(1, 1000, None);
            tally.open();
            tally.allocated(2, 10, None);
            tally.allocated(3, 20, None);
            tally.freed(2, 10);
            tally.allocated(4, 5, None);
            tally.close();
            tally.allocated(5, 7, None);
            tally.freed(3, 20);
        });
        assert_eq!(found, [3, 35, 30, 5]);
    }

    #[test]
    fn an_input_that_is_freed_pays_for_no_leak() {
        let found = figures(|tally| {
            tally.allocated(1, 1000, None);
            tally.open();
            tally.freed(1, 1000);
            tally.allocated(2, 10, None);
            tally.close();
        });
        // What was live before is not exceeded.
        assert_eq!(found, [1, 10, 0, 10]);
    }

    #[test]
    fn a_block_that_grows_counts_by_its_growth() {
        let found = figures(|tally| {
            tally.open();
            tally.allocated(1, 8, None);
            let lifted = tally.lifted(1);
            tally.set_down(lifted, resized(2, 8, 32), None);
            let lifted = tally.lifted(2);
            tally.set_down(lifted, resized(2, 32, 16), None);
            tally.close();
        });
        assert_eq!(found, [2, 32, 32, 16]);
    }

    #[test]
    fn of_an_input_that_grows_only_the_growth_is_the_calls() {
        let grow = |tally: &mut Tally| {
            tally.allocated(1, 100, None);
            tally.open();
            let lifted = tally.lifted(1);
            tally.set_down(lifted, resized(2, 100, 150), None);
            tally.close();
        };
        assert_eq!(figures(grow), [1, 50, 50, 50]);
        let dropped = figures(|tally| {
            grow(tally);
            tally.freed(2, 150);
        });
        assert_eq!(dropped, [1, 50, 50, 0]);
        let shrunk = figures(|tally| {
            grow(tally);
            let lifted = tally.lifted(2);
            tally.set_down(lifted, resized(3, 150, 120), None);
        });
        assert_eq!(shrunk, [1, 50, 50, 20]);
    }

    #[test]
    fn a_block_that_cannot_grow_stays_as_it_was() {
        let found = figures(|tally| {
            tally.open();
            tally.allocated(1, 8, None);
            let lifted = tally.lifted(1);
            tally.set_down(lifted, resized(1, 8, 8), None);
            tally.close();
        });
        assert_eq!(found, [1, 8, 8, 8]);
    }

    #[test]
    fn an_address_that_comes_again_was_freed_elsewhere_and_stays_left_behind() {
        let in_a_window = figures(|tally| {
            tally.open();
            tally.allocated(1, 8, None);
            tally.allocated(1, 16, None);
            tally.freed(1, 16);
            tally.close();
        });
        assert_eq!(in_a_window, [2, 24, 24, 8]);
        let behind_it = figures(|tally| {
            tally.open();
            tally.allocated(1, 8, None);
            tally.close();
            tally.allocated(1, 16, None);
            tally.freed(1, 16);
        });
        assert_eq!(behind_it, [1, 8, 8, 8]);
    }

    #[test]
    fn windows_of_one_session_add_up() {
        let found = figures(|tally| {
            for address in [1, 2] {
                tally.open();
                tally.allocated(address, 8, None);
                tally.close();
                tally.freed(address, 8);
            }
        });
        assert_eq!(found, [2, 16, 8, 0]);
    }
}
