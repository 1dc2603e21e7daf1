//! Records as text, in every format that somebody reads.
//!
//! Input: [`Records`](perfmacro_runtime::record::Records), as they were read. Output: text, into any
//! [`Write`](std::io::Write). One way through: a [`Builder`] makes a [`Model`] of the records, and a [`Format`]
//! writes it. `docs/report.md` has an example of each format.
//!
//! 1. [`model`], [`machines`], [`outcome`]: what is reported, whatever the format.
//! 2. [`figure`], [`account`]: how figures read, and what there is to know of a budget, in words.
//! 3. A file for each format.
//!
//! Invariant: nothing here reads a clock, a file or the environment, prints, measures or judges. The same records
//! are the same text.

mod account;
mod bencher;
mod csv;
mod figure;
mod format;
mod github;
mod github_action_benchmark;
mod html;
mod json;
mod junit;
mod machines;
mod markdown;
pub mod model;
mod outcome;
mod table;

pub use format::{Format, Style, UnknownFormat};
pub use json::VERSION;
pub use model::{Builder, Model};
pub use outcome::{Outcome, Totals};
