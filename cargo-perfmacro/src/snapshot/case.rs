//! A case and its figures.

use perfmacro_runtime::Counter;
use perfmacro_runtime::record::{Counts, Place, ThroughputResult};
use serde::{Deserialize, Serialize};

use super::rounding;

/// What is known of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasuredCase {
    /// Its name: `my_crate::sort::<u64>/1000`.
    pub case: String,
    /// Whether its crate was compiled with optimisation.
    pub optimized: bool,
    /// The time of a call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<MeasuredTime>,
    /// What one call processes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub throughput: Option<ThroughputResult>,
    /// What was counted of a call.
    #[serde(default, skip_serializing_if = "MeasuredCounts::is_empty")]
    pub counts: MeasuredCounts,
    /// Where the attribute stands; not in a baseline, in which it would change with every line above it.
    #[serde(skip)]
    pub location: Option<Place>,
}

/// The time of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasuredTime {
    /// The median; of several processes the median of theirs, between the ends of all their intervals.
    pub median: Interval,
    /// What a tenth of the samples is below, where samples were recorded; of several processes the fastest one's.
    /// Noise only slows: where the machine is disturbed for a part of a measurement, the median moves and this stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fastest_tenth: Option<Interval>,
    /// The chance that one process's interval holds its true figure.
    pub confidence: f64,
    /// Of how many samples it is.
    pub observations: u64,
    /// Of how many processes.
    pub processes: u64,
    /// What measured it.
    pub source: Source,
}

/// A time and where the true one lies, in picoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// The time.
    pub value_ps: u64,
    /// Lower end of the interval.
    pub lower_ps: u64,
    /// Upper end.
    pub upper_ps: u64,
}

/// What measured a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Criterion's samples in a suite.
    Suite,
    /// The blocks on which a budget was judged, which end as soon as they decide.
    Budget,
}

/// What was counted of a call; `None` where nobody did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuredCounts {
    /// Blocks of memory that are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allocs: Option<u64>,
    /// Bytes that are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alloc_bytes: Option<u64>,
    /// The most bytes that are live at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peak: Option<u64>,
    /// Bytes that nobody frees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaked: Option<u64>,
    /// Instructions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<u64>,
}

impl MeasuredCounts {
    /// What is in a record.
    #[must_use]
    pub fn of(counts: &Counts) -> MeasuredCounts {
        MeasuredCounts {
            allocs: counts.allocs,
            alloc_bytes: counts.alloc_bytes,
            peak: counts.peak,
            leaked: counts.leaked,
            instructions: counts.instructions,
        }
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, counter: Counter) -> Option<u64> {
        match counter {
            Counter::Allocs => self.allocs,
            Counter::AllocBytes => self.alloc_bytes,
            Counter::Peak => self.peak,
            Counter::Leaked => self.leaked,
            Counter::Instructions => self.instructions,
        }
    }

    /// Whether nothing was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == MeasuredCounts::default()
    }

    /// The larger of each, where one of two processes needed more.
    #[must_use]
    pub(super) fn max(self, other: MeasuredCounts) -> MeasuredCounts {
        // A figure is more than none.
        MeasuredCounts {
            allocs: self.allocs.max(other.allocs),
            alloc_bytes: self.alloc_bytes.max(other.alloc_bytes),
            peak: self.peak.max(other.peak),
            leaked: self.leaked.max(other.leaked),
            instructions: self.instructions.max(other.instructions),
        }
    }
}

impl Interval {
    /// Whether the two have nothing in common.
    #[must_use]
    pub fn is_apart_from(&self, other: &Interval) -> bool {
        self.upper_ps < other.lower_ps || other.upper_ps < self.lower_ps
    }

    fn rounded(self) -> Interval {
        let step = rounding::step(self.lower_ps, self.upper_ps);
        Interval {
            value_ps: rounding::nearest(self.value_ps, step),
            lower_ps: rounding::down(self.lower_ps, step),
            upper_ps: rounding::up(self.upper_ps, step),
        }
    }
}

impl MeasuredTime {
    /// What several processes found, as one; `None` of nothing. All are of one source.
    #[must_use]
    pub fn of_processes(found: &[MeasuredTime]) -> Option<MeasuredTime> {
        let first = found.first()?;
        let medians = || found.iter().map(|time| time.median);
        let confidences = found.iter().map(|time| time.confidence);
        Some(MeasuredTime {
            median: Interval {
                value_ps: median(medians().map(|median| median.value_ps).collect())?,
                lower_ps: medians().map(|median| median.lower_ps).min()?,
                upper_ps: medians().map(|median| median.upper_ps).max()?,
            },
            fastest_tenth: found
                .iter()
                .filter_map(|time| time.fastest_tenth)
                .min_by_key(|fastest| fastest.value_ps),
            confidence: confidences.fold(first.confidence, f64::min),
            observations: found.iter().map(|time| time.observations).sum(),
            processes: found.iter().map(|time| time.processes).sum(),
            source: first.source,
        })
    }

    /// What is compared: the fastest tenth where it is known, and else the median.
    #[must_use]
    pub fn compared(&self) -> Interval {
        self.fastest_tenth.unwrap_or(self.median)
    }

    /// With no more digits than the intervals support, so that what is committed does not change for nothing.
    #[must_use]
    pub(super) fn rounded(&self) -> MeasuredTime {
        MeasuredTime {
            median: self.median.rounded(),
            fastest_tenth: self.fastest_tenth.map(Interval::rounded),
            confidence: (self.confidence * 1e3).floor() / 1e3,
            ..self.clone()
        }
    }
}

impl MeasuredCase {
    /// As it is committed.
    #[must_use]
    pub fn rounded(&self) -> MeasuredCase {
        MeasuredCase {
            time: self.time.as_ref().map(MeasuredTime::rounded),
            location: None,
            ..self.clone()
        }
    }
}

fn median(mut values: Vec<u64>) -> Option<u64> {
    values.sort_unstable();
    let last = values.len().checked_sub(1)?;
    let (below, above) = (values[last / 2], values[last.div_ceil(2)]);
    Some(below + (above - below) / 2)
}
