//! Which cases the tests of this executable judge, as far as a test can tell.

use std::env;

use crate::case::Case;
use crate::registry;

use super::shared;

/// The cases that are judged in this process beside `case`, or in others of the same run.
///
/// libtest tells a test neither of the others nor of the filter, but for the arguments.
pub(super) fn companions(case: &Case) -> Vec<Case> {
    let entry = case.entry();
    let arguments = env::args().skip(1).collect::<Vec<_>>();
    // nextest names one test, and does not say which others there are.
    let is_of_many = env::var_os(shared::RUN).is_some();
    let filters = if is_of_many {
        Vec::new()
    } else {
        filters(&arguments)
    };
    // As a shard's tests are asked for, thousands at once.
    let is_exact = !is_of_many && arguments.iter().any(|argument| argument == "--exact");
    let is_selected = if is_exact { is_named } else { is_selected };
    registry::entries()
        .into_iter()
        .filter(|other| other.crate_name() == entry.crate_name())
        .filter(|other| std::ptr::eq(*other, entry) || is_selected(&other.test_path(""), &filters))
        .flat_map(Case::all)
        .collect()
}

/// The filters of libtest's command line.
fn filters(arguments: &[String]) -> Vec<&str> {
    const WITH_VALUE: [&str; 7] = [
        "--skip",
        "--test-threads",
        "--format",
        "--color",
        "--logfile",
        "--shuffle-seed",
        "-Z",
    ];
    let mut filters = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if WITH_VALUE.contains(&argument.as_str()) {
            arguments.next();
        } else if !argument.starts_with('-') {
            filters.push(argument.as_str());
        }
    }
    filters
}

/// Whether a test in `module`, `a::perf_b::`, may be selected: a filter is a part of a test's whole name.
fn is_selected(module: &str, filters: &[&str]) -> bool {
    filters.is_empty()
        || filters.iter().any(|filter| {
            module.contains(filter) || filter.contains(module) || overlaps(module, filter)
        })
}

/// Whether a test in `module` is one of those that filters name in full.
fn is_named(module: &str, filters: &[&str]) -> bool {
    let is_in = |filter: &&str| {
        filter
            .strip_prefix(module)
            .is_some_and(|test| !test.contains("::"))
    };
    filters.is_empty() || filters.iter().any(is_in)
}

/// Whether `filter` begins in `module` and goes on behind it.
fn overlaps(module: &str, filter: &str) -> bool {
    let starts = filter.char_indices().map(|(start, _)| start).skip(1);
    starts
        .filter_map(|end| filter.get(..end))
        .any(|begin| module.ends_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_name_selects_its_module_alone() {
        let names = ["a::perf_b::size_10", "perf_c::budget"];
        assert!(is_named("a::perf_b::", &names) && is_named("perf_c::", &names));
        for other in ["perf_b::", "a::perf_b_c::", "a::", "b::perf_c::"] {
            assert!(!is_named(other, &names), "{other}");
        }
    }

    #[test]
    fn filters_are_what_is_no_option() {
        let arguments = [
            "perf_",
            "--skip",
            "slow",
            "--nocapture",
            "--test-threads=1",
            "b::",
        ];
        let arguments = arguments.map(str::to_owned);
        assert_eq!(filters(&arguments), ["perf_", "b::"]);
    }

    #[test]
    fn a_test_is_selected_by_a_part_of_its_name() {
        let module = "a::perf_parse::";
        for filter in ["perf_", "a::perf_parse::size_10", "parse::size_10", "a::"] {
            assert!(is_selected(module, &[filter]), "{filter}");
        }
        for filter in ["b::", "perf_sort", "a::perf_parse_all"] {
            assert!(!is_selected(module, &[filter]), "{filter}");
        }
        assert!(is_selected(module, &[]));
    }
}
