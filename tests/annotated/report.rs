//! What came out for a crate.
//!
//! Input: counts and messages. Output: a row of the table, and below it every message that was not clear.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// What came out for a crate.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) name: &'static str,
    /// Functions and methods found, every one of them annotated.
    pub(crate) annotated: usize,
    /// Those whose test passed.
    pub(crate) ran: usize,
    /// Tests whose function panicked at a generated input, which is its right.
    pub(crate) panicked: Vec<String>,
    /// How many functions were refused, by message.
    pub(crate) refused: BTreeMap<String, usize>,
    /// Those that this build leaves out: they are behind a `cfg` for another system or feature. Where one's attribute
    /// is above its `cfg`, it may be refused all the same.
    pub(crate) absent: usize,
    /// Each as the compiler showed it.
    pub(crate) unclear: Vec<String>,
    pub(crate) rounds: usize,
    pub(crate) elapsed: Duration,
}

impl Report {
    fn refused(&self) -> usize {
        self.refused.values().sum()
    }

    /// Adds functions that were refused.
    pub(crate) fn add_refused(&mut self, message: String, count: usize) {
        if count > 0 {
            *self.refused.entry(message).or_default() += count;
        }
    }

    /// Adds an unclear message, once.
    pub(crate) fn add_unclear(&mut self, rendered: impl Into<String>) {
        let rendered = rendered.into();
        if !self.unclear.contains(&rendered) {
            self.unclear.push(rendered);
        }
    }
}

impl Display for Report {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Report { name, rounds, .. } = self;
        let seconds = self.elapsed.as_secs_f64();
        writeln!(formatter, "{name}: {rounds} rounds in {seconds:.1} s")?;
        for (message, count) in &self.refused {
            writeln!(formatter, "  refused {count}: {message}")?;
        }
        for test in &self.panicked {
            writeln!(formatter, "  panics at a generated input: {test}")?;
        }
        for rendered in &self.unclear {
            writeln!(formatter, "  unclear:\n{rendered}")?;
        }
        Ok(())
    }
}

/// A row for each crate.
pub(crate) fn table(reports: &[Report]) -> String {
    let mut table = format!(
        "{:<18}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}\n",
        "crate", "annotated", "ran", "panicked", "refused", "cfg off", "unclear"
    );
    for report in reports {
        writeln!(
            table,
            "{:<18}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}",
            report.name,
            report.annotated,
            report.ran,
            report.panicked.len(),
            report.refused(),
            report.absent,
            report.unclear.len(),
        )
        .expect("text is writable");
    }
    table
}
