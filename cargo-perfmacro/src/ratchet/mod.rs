//! Budgets from what was measured, written into the source.
//!
//! Input: records, and the sources that they name. Output: [`Ratchet`]: what would change in which file, as a unified
//! diff or written, and what was left alone and why.
//!
//! 1. [`need`]: what the cases at an attribute were measured to take, and what budgets they have.
//! 2. [`source`]: the attribute in the text, and where each of its options stands.
//! 3. [`propose`]: a new value, or a reason for none.
//! 4. [`quantity`]: durations as they are written.
//!
//! Invariant: but for the values of budgets, and a `target` where there was no budget, every byte of the source stays.

mod need;
mod plan;
mod propose;
mod quantity;
mod source;

pub use plan::{FileChange, Kept, Proposed, Ratchet, WriteError, ratchet};
pub use propose::Settings;

#[cfg(test)]
mod tests;
