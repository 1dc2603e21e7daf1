//! What a build without feature `counting` has in place of `measurement`, so that whoever asks needs no `cfg`.

use super::figures::Measured;
use super::not_counted::NotCounted;
use super::scope::Scope;
use super::site::CallSites;
use crate::routine::Routine;

/// Counts nothing.
///
/// # Errors
///
/// Always.
pub fn measure(_: &mut Routine, _: usize, _: Scope) -> Result<Measured, NotCounted> {
    Err(NotCounted::NoAllocator)
}

/// Finds nothing.
///
/// # Errors
///
/// Always.
pub fn call_sites(_: &mut Routine, _: Scope) -> Result<CallSites, NotCounted> {
    Err(NotCounted::NoAllocator)
}

/// Whether a counting allocator is in this binary: it is not.
#[must_use]
pub fn is_installed() -> bool {
    false
}
