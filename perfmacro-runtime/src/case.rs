//! One parameter combination of an entry: what is run, timed and judged.

use std::fmt;

use crate::budget::{self, BudgetError, CaseBudget};
use crate::entry::{Entry, SamplingMode, Sizes, ThroughputSource};
use crate::routine::Routine;
use crate::throughput::Throughput;
use crate::variant::Variant;

/// The size of generated inputs where the attribute has no `sizes`.
pub const DEFAULT_SIZE: usize = 100;

/// An annotated function and what it is run with: a size, an argument, types and constants, threads.
///
/// A `skip` closure sees one.
#[derive(Clone, Copy)]
pub struct Case {
    entry: &'static Entry,
    /// Among all of the entry's, those that are left out included.
    index: usize,
    /// Among the entry's variants.
    variant: usize,
    /// The size's place among the sizes, from 0, and the size.
    size: Option<(usize, usize)>,
    threads: Option<usize>,
    /// Which of several inputs is built.
    draw: u64,
}

impl Case {
    /// Every case of `entry` that its `skip` does not leave out, in the order of [`Case::product`].
    #[must_use]
    pub fn all(entry: &'static Entry) -> Vec<Case> {
        let mut cases = Case::product(entry);
        cases.retain(|case| !case.is_skipped());
        cases
    }

    /// Every combination of the variants, sizes and threads of `entry`, in this order, the last the
    /// fastest. Empty only where a size list the macro could not read is empty, or a range holds no size.
    #[must_use]
    pub fn product(entry: &'static Entry) -> Vec<Case> {
        let sizes = match entry.options.sizes {
            Sizes::None => vec![None],
            sizes => sizes.to_vec().into_iter().enumerate().map(Some).collect(),
        };
        let threads = match entry.options.threads {
            [] => vec![None],
            threads => threads.iter().copied().map(Some).collect(),
        };
        let mut cases = Vec::with_capacity(entry.variants.len() * sizes.len() * threads.len());
        for variant in 0..entry.variants.len() {
            for size in &sizes {
                for threads in &threads {
                    cases.push(Case {
                        entry,
                        index: cases.len(),
                        variant,
                        size: *size,
                        threads: *threads,
                        draw: 0,
                    });
                }
            }
        }
        cases
    }

    /// Whether it differs from `other` by its size alone.
    #[must_use]
    pub(crate) fn is_like(&self, other: &Case) -> bool {
        std::ptr::eq(self.entry, other.entry)
            && (self.variant, self.threads) == (other.variant, other.threads)
    }

    /// The name of all that [are alike](Self::is_like): the case's, without its size.
    #[must_use]
    pub(crate) fn family_name(&self) -> String {
        let label = self.parts(None);
        let function = self.qualified_function();
        std::iter::once(function)
            .chain(label)
            .collect::<Vec<_>>()
            .join("/")
    }

    /// The entry this is a case of.
    #[must_use]
    pub fn entry(&self) -> &'static Entry {
        self.entry
    }

    /// Its place in [`Case::product`].
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// The place of its variant in the entry.
    #[must_use]
    pub fn variant_index(&self) -> usize {
        self.variant
    }

    fn variant(&self) -> &'static Variant {
        &self.entry.variants[self.variant]
    }

    /// The size that inputs are generated at.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size.map_or(DEFAULT_SIZE, |(_, size)| size)
    }

    /// The size, where the attribute has sizes.
    #[must_use]
    pub(crate) fn declared_size(&self) -> Option<usize> {
        self.size.map(|(_, size)| size)
    }

    /// The threads, where the attribute has some.
    #[must_use]
    pub(crate) fn declared_threads(&self) -> Option<usize> {
        self.threads
    }

    /// The size among the attribute's `sizes`: its place, from 0, and the size; `None` where it has none.
    #[must_use]
    pub fn size_among(&self) -> Option<(usize, usize)> {
        self.size
    }

    /// The types and constants it runs with, as they are written: `u64, 8`. Empty where there are none.
    #[must_use]
    pub fn generics(&self) -> &'static str {
        self.variant().generics
    }

    /// The name of the argument it runs with. Empty where there is none.
    #[must_use]
    pub fn argument(&self) -> &'static str {
        self.variant().argument.unwrap_or_default()
    }

    /// On how many threads it runs at once.
    #[must_use]
    pub fn threads(&self) -> usize {
        self.threads.unwrap_or(1)
    }

    /// How many inputs calls that share them take turns on.
    #[must_use]
    pub fn pool(&self) -> usize {
        self.entry.options.pool.max(1)
    }

    /// The same case, that builds another input.
    #[must_use]
    pub(crate) fn with_draw(self, draw: u64) -> Case {
        Case { draw, ..self }
    }

    /// Where generated inputs begin. Draws are far from each other, and from the next seed.
    #[must_use]
    pub fn seed(&self) -> u64 {
        const BETWEEN_DRAWS: u64 = 0xD1B5_4A32_D192_ED03;
        self.entry
            .options
            .seed
            .wrapping_add(self.draw.wrapping_mul(BETWEEN_DRAWS))
    }

    /// Whether the attribute's `skip` leaves it out. Runs the user's closure, which sees the case and builds
    /// nothing.
    #[must_use]
    pub fn is_skipped(&self) -> bool {
        self.variant().skip.is_some_and(|skip| skip(self))
    }

    /// Whether the result of a call is right; `None` where the attribute has no `check`. Makes one call.
    #[must_use]
    pub fn check(&self) -> Option<bool> {
        self.variant().check.map(|check| check(self))
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
            self.size.map_or(0, |(index, _)| index),
            self.size(),
            || self.throughput(),
            scale,
        )
    }

    /// Whether there is a [`throughput`](Self::throughput), without running any of the user's code.
    #[must_use]
    pub fn has_throughput(&self) -> bool {
        self.size.is_some() || self.variant().throughput.is_some()
    }

    /// What one call processes, on each of the case's threads. Runs the user's closure where there is one,
    /// which builds an input.
    #[must_use]
    pub fn throughput(&self) -> Option<Throughput> {
        let of_one = if let Some(throughput) = self.variant().throughput {
            throughput(self)
        } else {
            let (_, size) = self.size?;
            match self.entry.options.throughput {
                ThroughputSource::Unstated | ThroughputSource::Elements => {
                    Throughput::Elements(size as u64)
                }
                ThroughputSource::Bytes => Throughput::Bytes(size as u64),
            }
        };
        Some(of_one.times(self.threads() as u64))
    }

    /// As [`start`](Self::start), of the function that it is measured against, if there is one.
    #[must_use]
    pub fn start_reference(&self) -> Option<Routine> {
        self.variant().reference.map(|start| start(self))
    }

    /// Builds the input and returns the loop over the call.
    #[must_use]
    pub fn start(&self) -> Routine {
        (self.variant().start)(self)
    }

    /// The name that all sizes, arguments and threads of one function share: `sort`, or with the types and
    /// constants it runs with `sort::<u64>`.
    #[must_use]
    pub fn function(&self) -> String {
        match self.generics() {
            "" => self.entry.name.to_owned(),
            generics => format!("{}::<{generics}>", self.entry.name),
        }
    }

    /// The benchmark's name within its group: argument, size and threads, `call` where a case without them
    /// has to be a member of a group all the same, or nothing.
    ///
    /// Criterion takes a throughput and a sampling mode from groups only.
    #[must_use]
    pub fn label(&self) -> Option<String> {
        let options = &self.entry.options;
        let parts = self.parts(self.size.map(|(_, size)| size));
        if !parts.is_empty() {
            return Some(parts.join("/"));
        }
        let needs_group = self.variant().throughput.is_some()
            || matches!(
                options.sampling.sampling_mode,
                Some(SamplingMode::Linear | SamplingMode::Flat)
            );
        (options.group.is_none() && needs_group).then(|| "call".to_owned())
    }

    /// What tells it from the function's other cases, at this size.
    fn parts(&self, size: Option<usize>) -> Vec<String> {
        let argument = self.variant().argument.map(str::to_owned);
        let size = size.map(|size| size.to_string());
        let threads = self.threads.map(|threads| format!("threads={threads}"));
        [argument, size, threads].into_iter().flatten().collect()
    }

    /// The function's name behind its group's, or else its module's.
    fn qualified_function(&self) -> String {
        let function = self.function();
        match self.entry.options.group {
            Some(group) => format!("{group}/{function}"),
            None => format!("{}::{function}", self.entry.module_path),
        }
    }
}

/// The case's name in lists, filters and reports: `my_crate::sort::<u64>/1000/threads=4`, or with
/// `group = "sorts"`: `sorts/sort::<u64>/1000/threads=4`.
impl fmt::Display for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.qualified_function())?;
        self.label()
            .map_or(Ok(()), |label| write!(formatter, "/{label}"))
    }
}

impl fmt::Debug for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Case({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::{Location, Options};

    static SORT: Entry = Entry {
        module_path: "a::b",
        name: "sort",
        test_module: "perf_sort",
        package: None,
        location: Location {
            file: "src/lib.rs",
            line: 1,
            column: 1,
        },
        options: Options {
            sizes: Sizes::List(&[10, 1000]),
            threads: &[1, 4],
            seed: 7,
            ..Options::DEFAULT
        },
        variants: &[
            Variant::new(|_| Box::new(|_, _| ())).generics("u8"),
            Variant::new(|_| Box::new(|_, _| ()))
                .generics("u64")
                .argument("short")
                .skip(|case| case.size() > 10 && case.threads() == 4),
        ],
        is_optimized: || true,
    };

    #[test]
    fn a_product_has_readable_names_in_the_order_it_is_written_in() {
        let names = Case::all(&SORT)
            .iter()
            .map(Case::to_string)
            .collect::<Vec<_>>();
        assert_eq!(
            names,
            [
                "a::b::sort::<u8>/10/threads=1",
                "a::b::sort::<u8>/10/threads=4",
                "a::b::sort::<u8>/1000/threads=1",
                "a::b::sort::<u8>/1000/threads=4",
                "a::b::sort::<u64>/short/10/threads=1",
                "a::b::sort::<u64>/short/10/threads=4",
                "a::b::sort::<u64>/short/1000/threads=1",
            ]
        );
    }

    #[test]
    fn a_case_that_is_left_out_keeps_its_place() {
        let product = Case::product(&SORT);
        assert_eq!(product.len(), 8);
        assert!(product[7].is_skipped() && !product[6].is_skipped());
        let indices = product.iter().map(Case::index).collect::<Vec<_>>();
        assert_eq!(indices, [0, 1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn families_differ_by_size_alone() {
        let families = crate::family::Family::all(&SORT);
        let found = families
            .iter()
            .map(|family| (family.to_string(), family.sizes(), family.variant_index()))
            .collect::<Vec<_>>();
        assert_eq!(
            found,
            [
                ("a::b::sort::<u8>/threads=1".to_owned(), vec![10, 1000], 0),
                ("a::b::sort::<u8>/threads=4".to_owned(), vec![10, 1000], 0),
                (
                    "a::b::sort::<u64>/short/threads=1".to_owned(),
                    vec![10, 1000],
                    1
                ),
                // The other size is left out.
                ("a::b::sort::<u64>/short/threads=4".to_owned(), vec![10], 1),
            ]
        );
    }

    #[test]
    fn throughput_counts_all_threads() {
        let product = Case::product(&SORT);
        assert_eq!(product[0].throughput(), Some(Throughput::Elements(10)));
        assert_eq!(product[1].throughput(), Some(Throughput::Elements(40)));
    }

    #[test]
    fn draws_begin_elsewhere() {
        let case = Case::product(&SORT)[0];
        assert_eq!(case.seed(), 7);
        let mut seeds = (0..100)
            .map(|draw| case.with_draw(draw).seed())
            .collect::<Vec<_>>();
        seeds.sort_unstable();
        assert!(seeds.windows(2).all(|pair| pair[1] - pair[0] > 1000));
    }
}
