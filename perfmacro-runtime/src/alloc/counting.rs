//! The allocator that can be listened to.
//!
//! Input: what a program asks its global allocator for. Output: the same from the allocator inside, and, while
//! anyone counts, a word to [`session`] for each block.
//!
//! While nobody counts, each request costs the load of one static and a branch that is always the same. It is
//! a static and no thread-local, though only one thread may count: a load from a fixed address is as cheap
//! as a thread-local can get, is a call to nobody on systems where those are calls, and is there before
//! a thread has set anything up and after it has torn all down.
//!
//! A block that grows counts as one allocation of the bytes it grows by, as in divan and `stats_alloc`, so
//! that a vector that grew to n bytes allocated n bytes, as often as it moved; dhat counts the whole new size
//! once more. A block that shrinks frees the rest and allocates nothing.
//!
//! Invariant: every pointer comes from the allocator inside and goes back to it, unchanged.

use std::alloc::{GlobalAlloc, Layout, System};

use super::session;
use super::tally::Resized;

/// A global allocator that hands everything to `A`, and counts while it is measured.
///
/// ```
/// use std::alloc::System;
///
/// use perfmacro_runtime::alloc::Counting;
///
/// // `System` stands for an allocator of yours.
/// static GLOBAL: Counting<System> = Counting::new(System);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Counting<A = System>(pub A);

impl<A> Counting<A> {
    /// An allocator that counts what `allocator` is asked for.
    #[must_use]
    pub const fn new(allocator: A) -> Self {
        Counting(allocator)
    }
}

// SAFETY: every method hands its arguments to the same method of `A`, which is a `GlobalAlloc` itself, and
// returns what that returns. What is done beside it does not unwind: see `session`.
//
// Nothing is left to do behind the call to `A` where nobody counts, so that it is a jump: a frame of its own
// would cost more than the branch.
unsafe impl<A: GlobalAlloc> GlobalAlloc for Counting<A> {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if session::is_any() {
            // SAFETY: the contract is the same.
            return unsafe { self.alloc_heard(layout) };
        }
        // SAFETY: the caller keeps the contract of this method, which is that of `A`'s.
        unsafe { self.0.alloc(layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if session::is_any() {
            // SAFETY: the contract is the same.
            return unsafe { self.alloc_zeroed_heard(layout) };
        }
        // SAFETY: the caller keeps the contract of this method, which is that of `A`'s.
        unsafe { self.0.alloc_zeroed(layout) }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if session::is_any() {
            // SAFETY: the contract is the same.
            return unsafe { self.dealloc_heard(block, layout) };
        }
        // SAFETY: the caller keeps the contract of this method, which is that of `A`'s.
        unsafe { self.0.dealloc(block, layout) }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        if session::is_any() {
            // SAFETY: the contract is the same.
            return unsafe { self.realloc_heard(block, layout, new_size) };
        }
        // SAFETY: the caller keeps the contract of this method, which is that of `A`'s.
        unsafe { self.0.realloc(block, layout, new_size) }
    }
}

/// The same, while somebody counts. Each has the contract of the method that it is named for.
impl<A: GlobalAlloc> Counting<A> {
    #[cold]
    #[inline(never)]
    unsafe fn alloc_heard(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract of `alloc`.
        let block = unsafe { self.0.alloc(layout) };
        if !block.is_null() {
            session::allocated(block.addr(), layout.size());
        }
        block
    }

    #[cold]
    #[inline(never)]
    unsafe fn alloc_zeroed_heard(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract of `alloc_zeroed`.
        let block = unsafe { self.0.alloc_zeroed(layout) };
        if !block.is_null() {
            session::allocated(block.addr(), layout.size());
        }
        block
    }

    #[cold]
    #[inline(never)]
    unsafe fn dealloc_heard(&self, block: *mut u8, layout: Layout) {
        // Before it is free: another thread may be given the same address.
        session::freed(block.addr(), layout.size());
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { self.0.dealloc(block, layout) }
    }

    #[cold]
    #[inline(never)]
    unsafe fn realloc_heard(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        let lifted = session::lifted(block.addr());
        // SAFETY: the caller keeps the contract of `realloc`.
        let moved = unsafe { self.0.realloc(block, layout, new_size) };
        let old_size = layout.size();
        if moved.is_null() {
            // The block stays as it was.
            session::set_down(lifted, resized(block, old_size, old_size));
        } else {
            session::set_down(lifted, resized(moved, old_size, new_size));
        }
        moved
    }
}

fn resized(block: *mut u8, old_size: usize, new_size: usize) -> Resized {
    Resized {
        address: block.addr(),
        old_size,
        new_size,
    }
}
