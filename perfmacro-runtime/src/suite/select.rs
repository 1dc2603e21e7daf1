//! Which cases are asked for: by the command line's filter, and of those by the shard that this machine has.
//!
//! Input: the arguments and the shard. Output: a [`Filter`], which knows of each case whether it is measured, and what
//! Criterion is told so that it says the same.

use criterion::BenchmarkFilter;
use regex::{Regex, RegexBuilder};

use crate::case::Case;
use crate::shard::Shard;

use super::arguments::Arguments;

/// Criterion's filter, so that it is known before Criterion runs, and the shard on top of it.
#[derive(Debug)]
pub(super) struct Filter {
    pattern: Pattern,
    shard: Option<Shard>,
}

/// What the command line asks for.
#[derive(Debug)]
enum Pattern {
    All,
    None,
    Exact(String),
    Matching(Regex),
}

impl Filter {
    /// The filter of `arguments`, on the machine that has `shard`.
    ///
    /// # Errors
    ///
    /// The filter is no regular expression.
    pub(super) fn new(arguments: &Arguments, shard: Option<Shard>) -> Result<Filter, regex::Error> {
        let pattern = match &arguments.filter {
            _ if arguments.ignored => Pattern::None,
            None => Pattern::All,
            Some(name) if arguments.exact => Pattern::Exact(name.clone()),
            Some(pattern) => Pattern::Matching(Regex::new(pattern)?),
        };
        Ok(Filter { pattern, shard })
    }

    /// Whether the case is asked for, on whatever machine.
    pub(super) fn matches_anywhere(&self, case: &Case) -> bool {
        let name = case.to_string();
        match &self.pattern {
            Pattern::All => true,
            Pattern::None => false,
            Pattern::Exact(exact) => *exact == name,
            Pattern::Matching(pattern) => pattern.is_match(&name),
        }
    }

    /// Whether the case is asked for on this one.
    pub(super) fn matches(&self, case: &Case) -> bool {
        let is_here = |shard: Shard| shard.contains_test(&case.entry().test_path(""));
        self.shard.is_none_or(is_here) && self.matches_anywhere(case)
    }

    /// What this machine has of the cases that are asked for, in a line; `None` where nothing is sharded.
    pub(super) fn share(&self, cases: &[Case]) -> Option<String> {
        let shard = self.shard?;
        let here = cases.iter().filter(|case| self.matches(case)).count();
        let all = cases.iter().filter(|case| self.matches_anywhere(case));
        Some(shard.share(here, all.count(), "case"))
    }

    /// What Criterion is told, which sees every one of `cases`.
    pub(super) fn criterions(&self, cases: &[Case]) -> BenchmarkFilter {
        match &self.pattern {
            _ if self.shard.is_some() => names(cases.iter().filter(|case| self.matches(case))),
            Pattern::All => BenchmarkFilter::AcceptAll,
            Pattern::None => BenchmarkFilter::RejectAll,
            Pattern::Exact(name) => BenchmarkFilter::Exact(name.clone()),
            Pattern::Matching(pattern) => BenchmarkFilter::Regex(pattern.clone()),
        }
    }
}

/// Criterion takes a pattern or one name: here it is all the names.
fn names<'a>(cases: impl Iterator<Item = &'a Case>) -> BenchmarkFilter {
    let names = cases
        .map(|case| regex::escape(&case.to_string()))
        .collect::<Vec<_>>();
    if names.is_empty() {
        return BenchmarkFilter::RejectAll;
    }
    let pattern = RegexBuilder::new(&format!("^(?:{})$", names.join("|")))
        // As many as there are: the limit is for patterns of strangers.
        .size_limit(usize::MAX)
        .build()
        .expect("escaped names are a regular expression");
    BenchmarkFilter::Regex(pattern)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::entry::{Entry, Location, Options, Sizes};
    use crate::variant::Variant;

    const fn entry(name: &'static str, test_module: &'static str) -> Entry {
        Entry {
            module_path: "a::b",
            name,
            test_module,
            package: None,
            location: Location {
                file: "src/b.rs",
                line: 1,
                column: 1,
            },
            options: Options {
                sizes: Sizes::List(&[10, 100]),
                ..Options::DEFAULT
            },
            variants: &VARIANTS,
            is_optimized: || true,
        }
    }

    static VARIANTS: [Variant; 2] = [
        Variant::new(|_| Box::new(|_, _| ())).generics("u8"),
        Variant::new(|_| Box::new(|_, _| ())).generics("Vec<u8>"),
    ];
    static SORT: Entry = entry("sort", "perf_sort");
    static FIND: Entry = entry("find", "perf_find");
    static PARSE: Entry = entry("parse", "perf_parse");

    fn cases() -> Vec<Case> {
        [&SORT, &FIND, &PARSE]
            .into_iter()
            .flat_map(Case::all)
            .collect()
    }

    fn filter(arguments: &[&str], shard: Option<&str>) -> Filter {
        let arguments = ["perf", "--bench"]
            .iter()
            .chain(arguments)
            .map(OsString::from);
        let arguments = super::super::arguments::parse(arguments).expect("legal arguments");
        let shard = shard.map(|shard| Shard::parse(shard).expect("in range"));
        Filter::new(&arguments, shard).expect("a regular expression")
    }

    fn accepts(filter: &BenchmarkFilter, name: &str) -> bool {
        match filter {
            BenchmarkFilter::AcceptAll => true,
            BenchmarkFilter::RejectAll => false,
            BenchmarkFilter::Exact(exact) => exact == name,
            BenchmarkFilter::Regex(regex) => regex.is_match(name),
        }
    }

    #[test]
    fn criterion_is_told_the_same() {
        let cases = cases();
        for arguments in [
            &[][..],
            &["sort"],
            &["10$"],
            &["--exact", "a::b::find::<u8>/10"],
            &["nothing_like_it"],
            &["--ignored"],
        ] {
            for shard in [None, Some("1/1"), Some("1/2"), Some("2/2"), Some("7/9")] {
                let filter = filter(arguments, shard);
                let criterions = filter.criterions(&cases);
                for case in &cases {
                    assert_eq!(
                        accepts(&criterions, &case.to_string()),
                        filter.matches(case),
                        "{case} by {filter:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn shards_are_a_partition_that_keeps_functions_whole() {
        let cases = cases();
        let shards = ["1/3", "2/3", "3/3"].map(|shard| filter(&["u8>"], Some(shard)));
        let mut found = 0;
        for entry in [&SORT, &FIND, &PARSE] {
            for shard in &shards {
                let own = cases
                    .iter()
                    .filter(|case| std::ptr::eq(case.entry(), entry));
                let here = own.filter(|case| shard.matches(case)).count();
                assert!([0, 4].contains(&here), "{here} of {}", entry.name);
                found += here;
            }
        }
        assert_eq!(found, cases.len());
    }

    #[test]
    fn a_shard_says_what_it_has() {
        let cases = cases();
        assert_eq!(filter(&[], None).share(&cases), None);
        assert_eq!(
            filter(&["sort"], Some("1/1")).share(&cases).as_deref(),
            Some("shard 1/1 has 4 of the 4 cases")
        );
    }
}
