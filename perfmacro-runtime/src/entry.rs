//! What the attribute registers: const data, and plain functions in each variant.
//!
//! Invariant: an entry holds nothing generic and nothing that runs before it is asked to, so that a
//! thousand of them cost the compiler a thousand small functions and nothing else.

use crate::alloc::Scope;
use crate::budget::Budget;
use crate::time::Picoseconds;
use crate::variant::Variant;

/// An annotated function.
#[derive(Debug)]
pub struct Entry {
    /// The module the function stands in, crate name first.
    pub module_path: &'static str,
    /// The `name` option, or the function's name: `parse`, `Parser::parse`, `<Parser as Display>::fmt`.
    pub name: &'static str,
    /// The module of its tests: `perf_parse`, `perf_Parser_parse`.
    pub test_module: &'static str,
    /// The Cargo package, where Cargo built it.
    pub package: Option<&'static str>,
    /// Where the attribute stands.
    pub location: Location,
    /// What the attribute says.
    pub options: Options,
    /// One for every combination of types, constants and named arguments; at least one.
    pub variants: &'static [Variant],
    /// Whether the crate the function is in was compiled with optimisation.
    pub is_optimized: fn() -> bool,
}

/// A place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// The path as the compiler was given it, usually relative to the workspace.
    pub file: &'static str,
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
}

/// The attribute's options; the macro writes those that were given over [`Options::DEFAULT`].
#[derive(Debug)]
pub struct Options {
    /// The parametric cases.
    pub sizes: Sizes,
    /// On how many threads each case runs at once; empty for one, unnamed.
    pub threads: &'static [usize],
    /// How many inputs calls that share them take turns on.
    pub pool: usize,
    /// Where generated inputs begin.
    pub seed: u64,
    /// What one call processes.
    pub throughput: ThroughputSource,
    /// The Criterion group.
    pub group: Option<&'static str>,
    /// What a call may cost.
    pub budgets: &'static [Budget],
    /// When the budgets on time are enforced.
    pub enforce: Enforce,
    /// Whose allocations count.
    pub alloc_scope: Scope,
    /// Criterion's knobs.
    pub sampling: Sampling,
}

/// The sizes of an entry's cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sizes {
    /// One case without a size.
    None,
    /// One case per size, in this order.
    List(&'static [usize]),
    /// `first`, `first * factor`, .. up to `last`.
    Geometric {
        /// At least 1.
        first: usize,
        /// The upper limit, itself included.
        last: usize,
        /// At least 2.
        factor: usize,
    },
}

/// What a size counts, where no variant computes the throughput.
#[derive(Clone, Copy, Debug)]
pub enum ThroughputSource {
    /// The size in elements where there is one.
    Unstated,
    /// The size in bytes.
    Bytes,
    /// The size in elements.
    Elements,
}

/// When budgets on time are enforced, as far as the attribute says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enforce {
    /// In every build, unoptimised and instrumented ones included.
    Always,
    /// Where the crate was compiled with optimisation and nothing is instrumented.
    Optimized,
    /// Not at all: they are shown in `cargo bench`.
    Never,
}

/// Criterion's knobs, `None` where the attribute does not set them. Criterion's words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// Samples to collect; at least 10.
    pub sample_size: Option<usize>,
    /// How long to warm up.
    pub warm_up_time: Option<Picoseconds>,
    /// How long to measure.
    pub measurement_time: Option<Picoseconds>,
    /// Bootstrap resamples.
    pub nresamples: Option<usize>,
    /// Of the intervals, between 0 and 1.
    pub confidence_level: Option<f64>,
    /// Of the comparison with a baseline, between 0 and 1.
    pub significance_level: Option<f64>,
    /// The relative change below which a difference is noise.
    pub noise_threshold: Option<f64>,
    /// How iterations are spread over samples.
    pub sampling_mode: Option<SamplingMode>,
}

/// Criterion's sampling mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SamplingMode {
    /// Criterion chooses.
    Auto,
    /// Iterations grow from sample to sample.
    Linear,
    /// Every sample has the same number of iterations.
    Flat,
}

impl Entry {
    /// What tells this entry from every other: `module_path::name`.
    #[must_use]
    pub fn identity(&self) -> String {
        format!("{}::{}", self.module_path, self.name)
    }

    /// The libtest name of the function's test called `test`, without the crate.
    #[must_use]
    pub fn test_path(&self, test: &str) -> String {
        let module = self
            .module_path
            .split_once("::")
            .map_or("", |(_, module)| module);
        let separator = if module.is_empty() { "" } else { "::" };
        format!("{module}{separator}{}::{test}", self.test_module)
    }

    /// The crate the function is in.
    #[must_use]
    pub fn crate_name(&self) -> &'static str {
        self.module_path
            .split("::")
            .next()
            .unwrap_or(self.module_path)
    }
}

impl Options {
    /// What holds where the attribute says nothing.
    pub const DEFAULT: Options = Options {
        sizes: Sizes::None,
        threads: &[],
        pool: 1,
        seed: 0,
        throughput: ThroughputSource::Unstated,
        group: None,
        budgets: &[],
        enforce: Enforce::Optimized,
        alloc_scope: Scope::Thread,
        sampling: Sampling::DEFAULT,
    };
}

impl Sampling {
    /// Nothing set: Criterion's own defaults and command line hold.
    pub const DEFAULT: Sampling = Sampling {
        sample_size: None,
        warm_up_time: None,
        measurement_time: None,
        nresamples: None,
        confidence_level: None,
        significance_level: None,
        noise_threshold: None,
        sampling_mode: None,
    };

    /// These knobs, and those of `base` where these say nothing.
    #[must_use]
    pub fn over(self, base: Sampling) -> Sampling {
        Sampling {
            sample_size: self.sample_size.or(base.sample_size),
            warm_up_time: self.warm_up_time.or(base.warm_up_time),
            measurement_time: self.measurement_time.or(base.measurement_time),
            nresamples: self.nresamples.or(base.nresamples),
            confidence_level: self.confidence_level.or(base.confidence_level),
            significance_level: self.significance_level.or(base.significance_level),
            noise_threshold: self.noise_threshold.or(base.noise_threshold),
            sampling_mode: self.sampling_mode.or(base.sampling_mode),
        }
    }
}

impl Sizes {
    /// The sizes one by one; none for [`Sizes::None`], and for a range that has none or cannot grow.
    #[must_use]
    pub fn to_vec(self) -> Vec<usize> {
        match self {
            Sizes::None => Vec::new(),
            Sizes::List(sizes) => sizes.to_vec(),
            Sizes::Geometric {
                first,
                last,
                factor,
            } => std::iter::successors(
                Some(first).filter(|first| *first > 0 && *first <= last && factor > 1),
                |size| size.checked_mul(factor).filter(|next| *next <= last),
            )
            .collect(),
        }
    }
}

impl std::fmt::Display for Location {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_geometric_range_stays_within_its_end() {
        let range = |first, last, factor| {
            Sizes::Geometric {
                first,
                last,
                factor,
            }
            .to_vec()
        };
        assert_eq!(range(10, 1000, 10), [10, 100, 1000]);
        assert_eq!(range(10, 999, 10), [10, 100]);
        assert_eq!(range(3, 3, 2), [3]);
        assert_eq!(range(1, usize::MAX, 1 << 40), [1, 1 << 40]);
    }

    #[test]
    fn a_range_that_cannot_grow_has_no_further_size() {
        let range = |first, last, factor| {
            Sizes::Geometric {
                first,
                last,
                factor,
            }
            .to_vec()
        };
        assert!(range(0, 10, 2).is_empty());
        assert!(range(11, 10, 2).is_empty());
        assert!(range(5, 10, 1).is_empty());
    }
}
