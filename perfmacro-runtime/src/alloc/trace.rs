//! Where allocations come from, as addresses.
//!
//! Input: the stack at each of them. Output: one [`Trace`] for each way that leads to one. They are made
//! names of later, outside of the allocator.
//!
//! By the `backtrace` crate and not by `std::backtrace`: the allocator may be called while the standard
//! library holds the lock around its own traces, which a call that makes an error with a backtrace does, and
//! would wait for itself. The crate's lock knows its holder.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::BuildHasherDefault;

/// Where each function was left, the innermost first.
pub(super) type Way = Vec<usize>;

/// A trace takes microseconds; what is the most frequent of so many is the most frequent of more.
pub(super) const MOST: u64 = 10_000;

/// Deeper is what called the function that is measured.
const DEEPEST: usize = 64;

/// The way to the caller. Not to be asked for under a lock: it takes one, whose holder may allocate.
#[inline(never)]
pub(super) fn way() -> Way {
    let mut addresses = Vec::with_capacity(DEEPEST);
    backtrace::trace(|frame| {
        addresses.push(frame.ip().addr());
        addresses.len() < DEEPEST
    });
    addresses
}

/// A way that leads to an allocation, and what came by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Trace {
    pub(super) addresses: Way,
    pub(super) count: u64,
    pub(super) bytes: u64,
    pub(super) leaked: u64,
}

/// All of them.
#[derive(Default)]
pub(super) struct Traces {
    all: Vec<Trace>,
    by_addresses: HashMap<Way, usize, BuildHasherDefault<DefaultHasher>>,
    taken: u64,
    omitted: u64,
}

impl Traces {
    /// Whether there are not enough of them yet.
    pub(super) fn is_short(&self) -> bool {
        self.taken < MOST
    }

    /// An allocation of `bytes` came by a way, which is no longer asked for where there are enough. Returns
    /// the index of its trace.
    pub(super) fn take(&mut self, way: Option<Way>, bytes: u64) -> Option<usize> {
        let Some(way) = way.filter(|_| self.is_short()) else {
            self.omitted += 1;
            return None;
        };
        self.taken += 1;
        let index = *self.by_addresses.entry(way).or_insert_with_key(|way| {
            self.all.push(Trace {
                addresses: way.clone(),
                ..Trace::default()
            });
            self.all.len() - 1
        });
        let trace = &mut self.all[index];
        trace.count += 1;
        trace.bytes += bytes;
        Some(index)
    }

    /// Bytes that came by the trace at `index` were left behind.
    pub(super) fn leave(&mut self, index: usize, bytes: u64) {
        self.all[index].leaked += bytes;
    }

    /// The traces, and how many allocations have none.
    pub(super) fn finish(self) -> (Vec<Trace>, u64) {
        (self.all, self.omitted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_is_one_trace() {
        let mut traces = Traces::default();
        assert_eq!(traces.take(Some(vec![1, 2]), 8), Some(0));
        assert_eq!(traces.take(Some(vec![1, 3]), 8), Some(1));
        assert_eq!(traces.take(Some(vec![1, 2]), 4), Some(0));
        traces.leave(0, 4);
        let (found, omitted) = traces.finish();
        assert_eq!((found.len(), omitted), (2, 0));
        assert_eq!(
            (found[0].count, found[0].bytes, found[0].leaked),
            (2, 12, 4)
        );
    }

    #[test]
    fn there_is_an_end_to_them() {
        let mut traces = Traces {
            taken: MOST,
            ..Traces::default()
        };
        assert_eq!(traces.take(Some(vec![1]), 1), None);
        assert_eq!(traces.finish(), (Vec::new(), 1));
    }
}
