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
    if !is_of_many && arguments.iter().any(|argument| argument == "--exact") {
        return Case::all(entry);
    }
    let filters = if is_of_many {
        Vec::new()
    } else {
        filters(&arguments)
    };
    registry::entries()
        .into_iter()
        .filter(|other| other.crate_name() == entry.crate_name())
        .flat_map(Case::all)
        .filter(|case| is_selected(&case.entry().test_path(""), &filters))
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
