//! The library behind `cargo perfmacro`: what is made of what runs have recorded.
//!
//! 1. [`report`]: records as text, in nine formats.
//! 2. [`snapshot`]: what a run's records say of each case on each machine.
//! 3. [`baseline`]: snapshots as files that are fit to be committed.
//! 4. [`compare`]: one snapshot against another.
//! 5. [`merge`]: records of many machines as one.
//! 6. [`ratchet`]: budgets from what was measured, written into the source; [`budget_options`]: what declares them.
//!
//! Invariants: nothing here prints or measures; a file is written whole or not at all.

#![allow(
    rustdoc::private_intra_doc_links,
    reason = "who reads this documentation maintains it"
)]

pub mod baseline;
pub mod budget_options;
pub mod compare;
pub mod merge;
pub mod ratchet;
pub mod report;
pub mod snapshot;

mod file;
#[cfg(test)]
mod fixture;
