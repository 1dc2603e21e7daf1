//! Why there are no figures.

use std::error::Error;
use std::fmt;

/// Why a call's allocations were not counted. Said also by a build that cannot count at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCounted {
    /// No counting allocator is in this binary.
    NoAllocator,
    /// The calls were made, but on threads that this one only waits for.
    OtherThreads,
}

impl fmt::Display for NotCounted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoAllocator => {
                "nothing in this binary counts allocations: add `\"alloc\"` to the features of `perfmacro` in \
                 `[dev-dependencies]`; where you have a global allocator of your own, add `\"counting\"` \
                 instead and write `#[global_allocator] static GLOBAL: perfmacro::alloc::Counting<MiMalloc> = \
                 perfmacro::alloc::Counting::new(MiMalloc);`"
            }
            Self::OtherThreads => {
                "the calls are made on `threads`, and allocations are counted on one: give the function \
                 with the budget an attribute without `threads`"
            }
        })
    }
}

impl Error for NotCounted {}
