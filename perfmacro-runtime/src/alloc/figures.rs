//! The figures of a call.

/// What one call allocates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allocations {
    /// Blocks that were asked for. A block that grows in place or elsewhere counts once more; one that
    /// shrinks does not.
    pub count: u64,
    /// Bytes that were asked for; of a block that grows, those it grows by.
    pub bytes: u64,
    /// The most bytes that were live at once, over what was before the call.
    pub peak: u64,
    /// Bytes of the call's that nobody freed, though its input and output were dropped.
    pub leaked: u64,
}

/// What the calls of a routine allocate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Every call but the first.
    pub steady: Allocations,
    /// The first of this routine: not of the process, in which others may have filled what it shares.
    pub first_call: Allocations,
}

impl Allocations {
    /// The lower of both, figure by figure.
    #[must_use]
    pub fn min(self, other: Allocations) -> Allocations {
        self.with(other, u64::min)
    }

    /// The higher of both, figure by figure.
    #[must_use]
    pub fn max(self, other: Allocations) -> Allocations {
        self.with(other, u64::max)
    }

    fn with(self, other: Allocations, of: fn(u64, u64) -> u64) -> Allocations {
        Allocations {
            count: of(self.count, other.count),
            bytes: of(self.bytes, other.bytes),
            peak: of(self.peak, other.peak),
            leaked: of(self.leaked, other.leaked),
        }
    }
}
