//! What was measured earlier against what was measured now.
//!
//! Input: two [`Snapshot`]s and [`Settings`]. Output: a [`Comparison`], which says what differs between the machines,
//! what changed in each case by which band, and what could not be compared and why; and an [`Outcome`] for the exit
//! code. `docs/compare.md` states the method and what it was tried on.
//!
//! 1. [`pair`]: which case of one belongs to which of the other.
//! 2. [`time`] and [`counts`]: two figures to a [`Finding`].
//! 3. [`render`]: a comparison as a table, as Markdown, as JSON.
//!
//! Invariant: every case of both sides is in the result.

mod band;
mod comparison;
mod counts;
mod finding;
mod load;
mod pair;
mod render;
mod time;

pub use band::{Band, Bands, BandsError};
pub use comparison::{Change, Comparison, NothingCompared, Outcome, Settings, compare};
pub use finding::{Figure, Finding, Incomparable, Measure};
pub use load::{LoadError, Loaded, load};
pub use render::{Format, Rows};

#[cfg(test)]
mod tests;

#[cfg(doc)]
use crate::snapshot::Snapshot;
