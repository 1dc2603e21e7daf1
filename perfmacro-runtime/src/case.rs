//! One parameter combination of an entry: what is run, timed and judged.

use std::fmt;

use crate::budget::{self, BudgetError, CaseBudget};
use crate::entry::{Entry, SamplingMode, Sizes, ThroughputSource};
use crate::routine::Routine;
use crate::throughput::Throughput;

/// The size of generated inputs where the attribute has no `sizes`.
pub const DEFAULT_SIZE: usize = 100;

/// An entry and the size it is run at.
#[derive(Clone, Copy)]
pub struct Case {
    entry: &'static Entry,
    /// Which of the sizes, from 0.
    index: usize,
    size: Option<usize>,
}

impl Case {
    /// Every case of `entry`, in the order of its sizes. Empty only where a size list the macro could not
    /// read is empty, or a range holds no size.
    #[must_use]
    pub fn all(entry: &'static Entry) -> Vec<Case> {
        if entry.options.sizes == Sizes::None {
            return vec![Case {
                entry,
                index: 0,
                size: None,
            }];
        }
        let sizes = entry.options.sizes.to_vec();
        sizes
            .into_iter()
            .enumerate()
            .map(|(index, size)| Case {
                entry,
                index,
                size: Some(size),
            })
            .collect()
    }

    /// The entry this is a case of.
    #[must_use]
    pub fn entry(&self) -> &'static Entry {
        self.entry
    }

    /// The size that was declared, if any.
    #[must_use]
    pub fn declared_size(&self) -> Option<usize> {
        self.size
    }

    /// The size that inputs are generated at.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size.unwrap_or(DEFAULT_SIZE)
    }

    /// Where generated inputs begin.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.entry.options.seed
    }

    /// The budgets of this case, each limit stretched by `scale`. Runs a throughput closure where a
    /// budget is on throughput.
    ///
    /// # Errors
    ///
    /// A declared bound that means nothing for this case.
    pub fn budgets(&self, scale: f64) -> Result<Vec<CaseBudget>, BudgetError> {
        let options = &self.entry.options;
        budget::of_case(
            options.budgets,
            options.sizes,
            self.index,
            self.size(),
            || self.throughput(),
            scale,
        )
    }

    /// Whether there is a [`throughput`](Self::throughput), without running any of the user's code.
    #[must_use]
    pub fn has_throughput(&self) -> bool {
        self.size.is_some() || matches!(self.entry.options.throughput, ThroughputSource::Input(_))
    }

    /// What one call processes. Runs the user's closure where there is one, which builds an input.
    #[must_use]
    pub fn throughput(&self) -> Option<Throughput> {
        let count = self.size.map(|size| size as u64);
        match self.entry.options.throughput {
            ThroughputSource::Unstated | ThroughputSource::Elements => {
                count.map(Throughput::Elements)
            }
            ThroughputSource::Bytes => count.map(Throughput::Bytes),
            ThroughputSource::Input(throughput) => Some(throughput(self)),
        }
    }

    /// Builds the input and returns the loop over the call.
    #[must_use]
    pub fn start(&self) -> Routine {
        (self.entry.start)(self)
    }

    /// The benchmark's name within its group: the size, `call` where a case without one has to be a
    /// member of a group all the same, or nothing.
    ///
    /// Criterion takes a throughput and a sampling mode from groups only.
    #[must_use]
    pub fn label(&self) -> Option<String> {
        let options = &self.entry.options;
        let needs_group = matches!(options.throughput, ThroughputSource::Input(_))
            || matches!(
                options.sampling.sampling_mode,
                Some(SamplingMode::Linear | SamplingMode::Flat)
            );
        match self.size {
            Some(size) => Some(size.to_string()),
            None if options.group.is_none() && needs_group => Some("call".to_owned()),
            None => None,
        }
    }

    /// The libtest name of the test that judges this case, without the crate.
    #[must_use]
    pub fn test_name(&self, test: &str) -> String {
        let module = self
            .entry
            .module_path
            .split_once("::")
            .map_or("", |(_, module)| module);
        let separator = if module.is_empty() { "" } else { "::" };
        format!("{module}{separator}perf_{}::{test}", self.entry.function)
    }
}

/// The case's name in lists, filters and reports: `my_crate::parser::checksum/1000`, or with
/// `group = "parsers"`: `parsers/checksum/1000`.
impl fmt::Display for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.entry.options.group {
            Some(group) => write!(formatter, "{group}/{}", self.entry.name)?,
            None => write!(formatter, "{}::{}", self.entry.module_path, self.entry.name)?,
        }
        self.label()
            .map_or(Ok(()), |label| write!(formatter, "/{label}"))
    }
}

impl fmt::Debug for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Case({self})")
    }
}
