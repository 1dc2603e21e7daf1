//! What a run found, with no more in it than comparing needs: machines, cases, figures.
//!
//! Input: records. Output: a [`Snapshot`], which a baseline holds and a comparison reads.
//!
//! - A process is one of a few code and memory layouts, and a machine has phases. So what several processes of a
//!   run found of one case on one machine is kept as the fastest of theirs, and never as an average.
//! - Whatever is not taken is named with its reason: [`LeftOut`].

mod case;
mod machine;
mod of_records;
mod rounding;

pub use case::{Interval, MeasuredCase, MeasuredCounts, MeasuredTime, Source};
pub use machine::{Difference, Machine};

use serde::{Deserialize, Serialize};

/// What was found on each machine.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Machines, each with a build.
    pub machines: Vec<MachineSnapshot>,
    /// What is in the records and not in here.
    #[serde(skip)]
    pub left_out: Vec<LeftOut>,
}

/// What was found on one machine, of one build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MachineSnapshot {
    /// The machine and the build.
    pub machine: Machine,
    /// The commit, where all of it is of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// The cases, in the order of their names.
    pub cases: Vec<MeasuredCase>,
}

/// A case that has no figures to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The case.
    pub case: String,
    /// Why.
    pub reason: String,
}

impl Snapshot {
    /// The number of cases on all machines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.machines.iter().map(|on| on.cases.len()).sum()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
