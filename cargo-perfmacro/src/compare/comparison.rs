//! Two snapshots to a comparison.

use std::fmt;

use perfmacro_runtime::Counter;
use serde::Serialize;

use super::band::{Band, Bands};
use super::finding::{Figure, Finding, Incomparable, Measure};
use super::pair::{self, Pair, Side};
use super::{counts, time};
use crate::snapshot::{Difference, LeftOut, MeasuredCase, Snapshot};

/// What a comparison goes by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Where bands end.
    pub bands: Bands,
    /// From which band on a slower time is a regression; below it is told alone.
    pub slower_from: Band,
    /// Times of different machines and builds are compared all the same.
    pub across_machines: bool,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What it went by.
    pub settings: Settings,
    /// What differs between the machines and builds of both sides; each once.
    pub differences: Vec<Difference>,
    /// Each measure of each case, in the order of their names.
    pub changes: Vec<Change>,
    /// Cases of the new results without figures.
    pub left_out: Vec<LeftOut>,
}

/// A measure of a case.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The case.
    pub case: String,
    /// The machine, where the name alone does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub machine: Option<String>,
    /// What is compared.
    pub measure: Measure,
    /// What it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Figure>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Figure>,
    /// The new in the earlier figure; of times the ratio that decided. `None` where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratio: Option<f64>,
    /// What came of it.
    pub finding: Finding,
}

/// What a program ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing is worse.
    NoRegression,
    /// Something is.
    Regression,
}

/// No figure of one side has a counterpart on the other that it may be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NothingCompared;

/// Compares `new` with `base`.
#[must_use]
pub fn compare(base: &Snapshot, new: &Snapshot, settings: Settings) -> Comparison {
    let pairs = pair::pairs(base, new);
    let mut differences = Vec::new();
    let mut changes = Vec::new();
    let is_one_machine = base.machines.len() <= 1 && new.machines.len() <= 1;
    for pair in &pairs {
        let (old, new, differing) = match pair {
            Pair::Both(old, new, differing) => (Some(*old), Some(*new), differing.as_slice()),
            Pair::Base(old) => (Some(*old), None, [].as_slice()),
            Pair::New(new) => (None, Some(*new), [].as_slice()),
        };
        for difference in differing {
            if !differences.contains(difference) {
                differences.push(difference.clone());
            }
        }
        let is_alike = settings.across_machines || differing.is_empty();
        let machine = new
            .or(old)
            .map(|side: Side<'_>| side.on.machine.to_string());
        let of_case = Both {
            base: old.map(|side| side.case),
            new: new.map(|side| side.case),
            is_alike,
        };
        changes.extend(of_case.changes(settings.bands).map(|change| Change {
            machine: machine.clone().filter(|_| !is_one_machine),
            ..change
        }));
    }
    differences.sort();
    Comparison {
        settings,
        differences,
        changes,
        left_out: new.left_out.clone(),
    }
}

/// What is known of a case on both sides.
struct Both<'a> {
    base: Option<&'a MeasuredCase>,
    new: Option<&'a MeasuredCase>,
    /// Whether times may be compared.
    is_alike: bool,
}

impl Both<'_> {
    fn changes(&self, bands: Bands) -> impl Iterator<Item = Change> {
        let time = self.change(Measure::Time, bands);
        let counted = Counter::ALL.map(|counter| self.change(Measure::Count(counter), bands));
        time.into_iter().chain(counted.into_iter().flatten())
    }

    /// What came of a measure; `None` where neither side has it.
    fn change(&self, measure: Measure, bands: Bands) -> Option<Change> {
        let figure = |case: Option<&MeasuredCase>| match measure {
            Measure::Time => Some(Figure::Time(case?.time.clone()?)),
            Measure::Count(counter) => Some(Figure::Count(case?.counts.get(counter)?)),
        };
        let (base, new) = (figure(self.base), figure(self.new));
        let (finding, ratio) = match (&base, &new) {
            (None, None) => return None,
            (Some(_), None) => (Finding::OnlyInBase, None),
            (None, Some(_)) => (Finding::OnlyInNew, None),
            (Some(base), Some(new)) => self.finding(measure, base, new, bands),
        };
        let case = self.new.or(self.base)?;
        Some(Change {
            case: case.case.clone(),
            machine: None,
            measure,
            base,
            new,
            ratio,
            finding,
        })
    }

    fn finding(
        &self,
        measure: Measure,
        base: &Figure,
        new: &Figure,
        bands: Bands,
    ) -> (Finding, Option<f64>) {
        let ratio = new.value() / base.value();
        let ratio = ratio.is_finite().then_some(ratio);
        if let Some(reason) = self.incomparable(measure) {
            return (Finding::Incomparable(reason), ratio);
        }
        match (base, new) {
            (Figure::Time(base), Figure::Time(new)) => {
                let found = time::compare(base, new, bands);
                (found.finding, found.ratio)
            }
            (Figure::Count(base), Figure::Count(new)) => {
                (counts::compare(*base, *new, bands), ratio)
            }
            _ => unreachable!("a measure's figures are of one kind"),
        }
    }

    fn incomparable(&self, measure: Measure) -> Option<Incomparable> {
        let (base, new) = (self.base?, self.new?);
        let is_portable = match measure {
            Measure::Time => false,
            Measure::Count(counter) => counter.is_portable(),
        };
        if base.throughput.is_some()
            && new.throughput.is_some()
            && base.throughput != new.throughput
        {
            Some(Incomparable::Amount)
        } else if is_portable {
            None
        } else if !self.is_alike {
            Some(Incomparable::Machine)
        } else {
            (base.optimized != new.optimized).then_some(Incomparable::Optimization)
        }
    }
}

impl Settings {
    /// Whether a change is a regression: of counts any increase, of times one in a band that counts.
    #[must_use]
    pub fn is_regression(&self, change: &Change) -> bool {
        match (&change.finding, change.measure) {
            (Finding::Worse(_), Measure::Count(_)) => true,
            (Finding::Worse(band), Measure::Time) => *band >= self.slower_from,
            _ => false,
        }
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            bands: Bands::default(),
            slower_from: Band::Large,
            across_machines: false,
        }
    }
}

impl Comparison {
    /// The changes for the worse that count.
    pub fn regressions(&self) -> impl Iterator<Item = &Change> {
        let settings = self.settings;
        self.changes
            .iter()
            .filter(move |change| settings.is_regression(change))
    }

    /// Whether there is a regression.
    ///
    /// # Errors
    ///
    /// Where nothing was compared, which is no success.
    pub fn outcome(&self) -> Result<Outcome, NothingCompared> {
        if !self
            .changes
            .iter()
            .any(|change| change.finding.is_compared())
        {
            return Err(NothingCompared);
        }
        Ok(match self.regressions().next() {
            None => Outcome::NoRegression,
            Some(_) => Outcome::Regression,
        })
    }
}

impl fmt::Display for NothingCompared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("no figure of one side can be compared with one of the other")
    }
}

impl std::error::Error for NothingCompared {}
