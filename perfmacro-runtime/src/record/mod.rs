//! What outlives the terminal: results as lines of JSON in a file per run, for reports, comparisons and history.
//!
//! Input: what was judged and measured. Output: a line for each process that says where ([`Environment`]), and
//! one for each case or family that says what ([`CaseResult`]). `docs/record.md` has the format for readers, and
//! `docs/record.schema.json` the same for programs.
//!
//! 1. [`fields`]: how a record is declared, once, and written as JSON; [`Amount`] is a figure in it.
//! 2. [`result`], [`budget`], [`environment`]: the records, and how they are made of values.
//! 3. [`settings`], [`run`], [`directory`]: which file, as pure functions of the environment and the executable; [`utc`]: a
//!    moment as people write it.
//! 4. [`system`], [`git`]: what is told of the machine and of the source.
//! 5. [`file`], [`old`]: whole lines at the end of a locked file, and the files that there are enough of.
//! 6. [`recorder`]: this process's, which does all that and never fails.
//! 7. `read`, with feature `records`: the way back.
//!
//! Invariant: no test fails for a record that cannot be written, and nobody is left to believe that it was: the
//! first of a process is a warning.

#[macro_use]
mod fields;

mod amount;
mod budget;
mod directory;
mod environment;
mod file;
mod git;
mod line;
mod old;
#[cfg(feature = "records")]
mod read;
mod recorder;
mod result;
mod run;
mod settings;
mod system;
mod utc;

pub use amount::Amount;
pub use budget::{
    Bound, BudgetKind, BudgetResult, BudgetVerdict, DeclaredRate, Evidence, Fitted, GrowthResult,
    Site, SizeCost, Unit,
};
pub use environment::{Command, Commit, Environment};
pub use line::VERSION;
#[cfg(feature = "records")]
pub use read::{Damaged, Records, RunFile, read, runs};
pub use recorder::{Destination, Recorder, is_on, record, written};
pub use result::{
    CaseResult, Counts, Found, Place, SimulatedCounts, Stamp, Subject, ThroughputResult,
    TimeEstimate,
};
pub(crate) use settings::Settings;
pub use utc::Utc;
