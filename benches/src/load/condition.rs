//! What else runs on the machine while functions are judged.

use std::fmt;
use std::str::FromStr;

/// The processes beside the judged function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// None.
    Idle,
    /// So many that compute in registers.
    Busy(usize),
    /// So many that stream over and walk through more memory than caches hold.
    Memory(usize),
    /// Four that stream over memory for 300 ms, and then sleep for as long.
    Bursts,
}

/// What one process beside the judged function does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hog {
    /// Computes in registers.
    Busy,
    /// Streams over and walks through more memory than caches hold.
    Memory,
    /// Streams over memory half of the time.
    Bursts,
}

impl Condition {
    /// All of them, in the order of a report.
    pub const ALL: [Condition; 6] = [
        Condition::Idle,
        Condition::Busy(2),
        Condition::Busy(4),
        Condition::Memory(2),
        Condition::Memory(4),
        Condition::Bursts,
    ];

    /// What to start, and how many of it.
    #[must_use]
    pub fn hogs(self) -> (Hog, usize) {
        match self {
            Condition::Idle => (Hog::Busy, 0),
            Condition::Busy(count) => (Hog::Busy, count),
            Condition::Memory(count) => (Hog::Memory, count),
            Condition::Bursts => (Hog::Bursts, 4),
        }
    }

    /// Where it is in the report.
    #[must_use]
    pub fn place(self) -> Option<usize> {
        Condition::ALL.iter().position(|other| *other == self)
    }

    /// As a heading says it.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Condition::Idle => "idle machine".to_owned(),
            Condition::Busy(count) => format!("{count} busy processes"),
            Condition::Memory(count) => format!("{count} memory-bound processes"),
            Condition::Bursts => "bursts of 4 processes".to_owned(),
        }
    }
}

impl Hog {
    /// All of them.
    pub const ALL: [Hog; 3] = [Hog::Busy, Hog::Memory, Hog::Bursts];

    /// As one process says it to the next.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Hog::Busy => "busy",
            Hog::Memory => "memory",
            Hog::Bursts => "bursts",
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Idle => formatter.pad("idle"),
            Condition::Busy(count) => formatter.pad(&format!("busy-{count}")),
            Condition::Memory(count) => formatter.pad(&format!("memory-{count}")),
            Condition::Bursts => formatter.pad("bursts"),
        }
    }
}

impl FromStr for Condition {
    type Err = String;

    fn from_str(text: &str) -> Result<Condition, String> {
        Condition::ALL
            .into_iter()
            .find(|condition| condition.to_string() == text)
            .ok_or_else(|| format!("unknown condition `{text}`"))
    }
}
