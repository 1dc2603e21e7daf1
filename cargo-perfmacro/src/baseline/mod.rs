//! Baselines: earlier results as files that are fit to be committed.
//!
//! `perfmacro/baselines/NAME.json` beside the workspace's manifest holds a [`Snapshot`](crate::snapshot::Snapshot): a summary of each machine
//! and its cases, pretty and sorted, without times of day and with no more digits than the intervals support.
//!
//! - [`name`]: what a baseline may be called.
//! - [`format`]: a snapshot as text, and back.
//! - [`store`]: the folder.
//!
//! Invariant: a file that is damaged or of a later version is an error that names the file, and never an empty baseline.

mod format;
mod name;
mod store;

pub use format::VERSION;
pub use name::{Name, NameError};
pub use store::{Baselines, Overwrite, StoreError};

#[cfg(test)]
mod tests;
