//! The list of cases: as libtest prints it, and for programs with all that is declared.
//!
//! `--list --format json` prints an object on a line for each case, in the order of the other formats:
//!
//! | key | value |
//! | --- | --- |
//! | `type`, `version` | `"case"`, 1; whoever reads passes over types that it does not know |
//! | `name` | the case's name, which a filter sees |
//! | `package`, `crate`, `module`, `function` | where it is; `package` is null where Cargo did not build it |
//! | `file`, `line`, `column` | where the attribute is |
//! | `generics`, `argument`, `size`, `threads` | what it runs with; null where the attribute does not say |
//! | `tests` | the module of its tests, below the crate: `codec::perf_parse` |
//! | `budgets` | an object each: `option`, and `limit` as people read it; `picoseconds` or `count` where it is one |
//!
//! A limit is what is declared for the size, before `PERFMACRO_SCALE`. Invariant: nothing here runs the user's code:
//! that is why a `min_throughput` stays a rate.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::budget::{Budget, BudgetError, Limit};
use crate::case::Case;
use crate::time::Picoseconds;

/// How cases are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// A name a line, and how many there are.
    Pretty,
    /// Names only, as nextest reads them.
    Terse,
    /// An object a line.
    Json,
}

/// Prints a line for each case.
pub fn show_list(cases: &[&Case], listing: Listing) {
    let list = match listing {
        Listing::Pretty => names(cases) + &count(cases.len()),
        Listing::Terse => names(cases),
        Listing::Json => objects(cases),
    };
    let list = list.trim_end_matches('\n');
    if !list.is_empty() {
        super::show(list);
    }
}

fn names(cases: &[&Case]) -> String {
    let mut text = String::new();
    for case in cases {
        let _ = writeln!(text, "{case}: benchmark");
    }
    text
}

fn count(count: usize) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("\n0 tests, {count} benchmark{plural}")
}

fn objects(cases: &[&Case]) -> String {
    let mut text = String::new();
    for case in cases {
        let _ = writeln!(text, "{}", object(case));
    }
    text
}

fn object(case: &Case) -> Value {
    let entry = case.entry();
    let budgets = entry.options.budgets.iter();
    let tests = entry.test_path("");
    json!({
        "type": "case",
        "version": 1,
        "name": case.to_string(),
        "package": entry.package,
        "crate": entry.crate_name(),
        "module": entry.module_path,
        "function": entry.name,
        "file": entry.location.file,
        "line": entry.location.line,
        "column": entry.location.column,
        "generics": Some(case.generics()).filter(|generics| !generics.is_empty()),
        "argument": Some(case.argument()).filter(|argument| !argument.is_empty()),
        "size": case.size_among().map(|(_, size)| size),
        "threads": Some(case.threads()).filter(|_| !entry.options.threads.is_empty()),
        "tests": tests.trim_end_matches("::"),
        "budgets": budgets.map(|budget| declared(budget, case)).collect::<Vec<_>>(),
    })
}

fn declared(budget: &Budget, case: &Case) -> Value {
    let option = budget.option();
    let (index, _) = case.size_among().unwrap_or_default();
    let size = case.size();
    let time = |limit: &Limit| {
        limit.time_at(index, size).map(|limit| {
            json!({
                "option": option,
                "limit": Picoseconds::new(limit).to_string(),
                "picoseconds": limit,
            })
        })
    };
    let said = |limit: String| Ok(json!({ "option": option, "limit": limit }));
    let declared: Result<Value, BudgetError> = match budget {
        Budget::Target(limit) | Budget::Critical(limit) | Budget::Percentile(_, limit) => {
            time(limit)
        }
        Budget::Count(_, limit) => limit
            .count_at(index, size)
            .map(|limit| json!({ "option": option, "limit": limit.to_string(), "count": limit })),
        Budget::MinThroughput(rate) => said(rate.to_string()),
        Budget::MaxRatio(limit) | Budget::MinSpeedup(limit) => said(limit.to_string()),
        Budget::Complexity(class) => said(class.to_string()),
    };
    // What the budgets' own test fails with.
    declared.unwrap_or_else(|error| json!({ "option": option, "limit": format!("error: {error}") }))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::budget::{Counter, Term};
    use crate::entry::{Entry, Location, Options, Sizes};
    use crate::growth::Class;
    use crate::throughput::{Counted, Rate, Throughput};
    use crate::variant::Variant;

    static RUNS: AtomicUsize = AtomicUsize::new(0);

    static PARSE: Entry = Entry {
        module_path: "a::b",
        name: "parse",
        test_module: "perf_parse",
        package: Some("pack"),
        location: Location {
            file: "src/b.rs",
            line: 3,
            column: 1,
        },
        options: Options {
            sizes: Sizes::List(&[10, 1000]),
            budgets: &[
                Budget::Target(Limit::PerSize(&[1_000_000, 20_000_000])),
                Budget::MinThroughput(Rate {
                    per_second: 2e6,
                    counted: Counted::Elements,
                }),
                Budget::Count(
                    Counter::AllocBytes,
                    Limit::Formula(&[Term {
                        coefficient: 8.0,
                        power: 1.0,
                        log_power: 0.0,
                    }]),
                ),
                Budget::MaxRatio(0.5),
                Budget::Complexity(Class::LINEAR),
            ],
            ..Options::DEFAULT
        },
        variants: &[Variant::new(|_| {
            RUNS.fetch_add(1, Ordering::Relaxed);
            Box::new(|_, _| ())
        })
        .generics("u64")
        .throughput(|_| {
            RUNS.fetch_add(1, Ordering::Relaxed);
            Throughput::Elements(1)
        })],
        is_optimized: || true,
    };

    #[test]
    fn an_object_has_all_that_is_declared_and_runs_nothing() {
        let cases = Case::all(&PARSE);
        let text = objects(&cases.iter().collect::<Vec<_>>());
        let lines = text.lines().collect::<Vec<_>>();
        assert_eq!(lines.len(), 2);
        let last: Value = serde_json::from_str(lines[1]).expect("an object a line");
        assert_eq!(
            last,
            json!({
                "type": "case",
                "version": 1,
                "name": "a::b::parse::<u64>/1000",
                "package": "pack",
                "crate": "a",
                "module": "a::b",
                "function": "parse",
                "file": "src/b.rs",
                "line": 3,
                "column": 1,
                "generics": "u64",
                "argument": null,
                "size": 1000,
                "threads": null,
                "tests": "b::perf_parse",
                "budgets": [
                    { "option": "target", "limit": "20 µs", "picoseconds": 20_000_000 },
                    { "option": "min_throughput", "limit": "2.0 Melem/s" },
                    { "option": "max_alloc_bytes", "limit": "8000", "count": 8000 },
                    { "option": "max_ratio", "limit": "0.5" },
                    { "option": "complexity", "limit": "O(n)" },
                ],
            })
        );
        assert_eq!(RUNS.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn names_are_as_libtest_prints_them() {
        let cases = Case::all(&PARSE);
        let cases = cases.iter().collect::<Vec<_>>();
        assert_eq!(
            names(&cases) + &count(cases.len()),
            "a::b::parse::<u64>/10: benchmark\na::b::parse::<u64>/1000: benchmark\n\n0 tests, 2 benchmarks"
        );
    }
}
