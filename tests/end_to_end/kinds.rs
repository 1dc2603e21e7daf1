//! Each kind of budget in a function that breaches it and in one that holds it.

use crate::fixture::Outcome;
use crate::suite::{Suite, temporary};

/// A breach and what is told of it.
struct Breach {
    function: &'static str,
    /// The test's own name.
    test: &'static str,
    word: &'static str,
    option: &'static str,
    /// What stands behind `measured`.
    measured: &'static [&'static str],
    budget: &'static str,
}

impl Breach {
    fn is_shown(&self, module: &str, run: &Outcome, suite: &Suite) {
        let Breach {
            function,
            test,
            word,
            option,
            measured,
            budget,
        } = self;
        let case = match test.strip_prefix("size_") {
            Some(size) => format!("{function}/{size}"),
            None => (*function).to_owned(),
        };
        let test = format!("{module}::perf_{function}::{test}");
        let place = suite.place(module, function);
        let mut texts = vec![
            format!("{word} verdicts::{module}::{case}: over its {option} by "),
            "\n  measured   ".to_owned(),
            format!("\n  budget     {budget}\n"),
            "\n  agreement  ".to_owned(),
            "\n  machine    ".to_owned(),
            format!("\n  attribute  {place}\n"),
            format!(
                "\n  reproduce  cargo test --release -p verdicts {test} -- --exact --nocapture"
            ),
        ];
        texts.extend(measured.iter().map(|text| (*text).to_owned()));
        let texts = texts.iter().map(String::as_str).collect::<Vec<_>>();
        run.shows(&test, &texts);
    }
}

const MEDIAN: &[&str] = &[
    " per call, median of ",
    " 5 of 5 fresh processes over the budget",
];

fn over(function: &'static str, test: &'static str, budget: &'static str) -> Breach {
    Breach {
        function,
        test,
        word: "FAIL",
        option: "target",
        measured: MEDIAN,
        budget,
    }
}

#[test]
fn a_budget_on_the_median_fails_and_passes() {
    let suite = Suite::built();
    let run = suite.run("kinds:: --show-output", &[]).exits(101);
    let rate = |function, measured, budget| Breach {
        option: "min_throughput",
        measured,
        ..over(function, "size_1000", budget)
    };
    let breaches = [
        over("constant_breached", "budget", "50 µs (target)"),
        over("formula", "size_100", "140 µs (target)"),
        over("per_size", "size_10", "50 µs (target)"),
        Breach {
            word: "WARN",
            ..over("critical_held", "budget", "50 µs (target)")
        },
        Breach {
            word: "WARN",
            ..over("critical_breached", "budget", "5 µs (target)")
        },
        Breach {
            option: "critical",
            ..over("critical_breached", "budget", "50 µs (critical)")
        },
        rate(
            "bytes_breached",
            &[" MiB/s\n"],
            "50 µs (min_throughput 19.1 MiB/s)",
        ),
        rate(
            "elements_breached",
            &[" Melem/s\n"],
            "50 µs (min_throughput 20.0 Melem/s)",
        ),
    ];
    for breach in &breaches {
        breach.is_shown("kinds", &run, suite);
    }
    for (test, shown) in [
        (
            "constant_held::budget",
            "PASS verdicts::kinds::constant_held: ",
        ),
        ("formula::size_1", "PASS verdicts::kinds::formula/1: "),
        ("per_size::size_20", "PASS verdicts::kinds::per_size/20: "),
        (
            "critical_held::budget",
            "PASS verdicts::kinds::critical_held: ",
        ),
        (
            "bytes_held::size_1000",
            "PASS verdicts::kinds::bytes_held/1000: ",
        ),
        (
            "elements_held::size_1000",
            "PASS verdicts::kinds::elements_held/1000: ",
        ),
    ] {
        run.shows(&format!("kinds::perf_{test}"), &[shown]);
    }
    assert_eq!(
        run.tests("FAILED"),
        [
            "kinds::perf_bytes_breached::size_1000",
            "kinds::perf_constant_breached::budget",
            "kinds::perf_critical_breached::budget",
            "kinds::perf_elements_breached::size_1000",
            "kinds::perf_formula::size_100",
            "kinds::perf_per_size::size_10",
        ]
    );
}

/// Each function is within the lower of its percentiles and past the higher.
#[test]
fn a_percentile_sees_the_calls_that_it_is_of() {
    let suite = Suite::built();
    // A tail is where whatever else the machine does shows first: nothing else of these tests at once, and
    // no knowledge of how fast memory was beside other functions.
    let lock = suite.fixture.folder("percentiles_lock");
    let run = suite
        .run(
            "percentiles:: --test-threads=1 --show-output",
            &temporary(&lock),
        )
        .exits(101);
    for (function, option, measured, budget) in [
        ("always", "p50", ", p50 of ", "5 µs (p50)"),
        ("one_in_4", "p90", ", p90 of ", "5 µs (p90)"),
        ("one_in_30", "p99", ", p99 of ", "5 µs (p99)"),
        ("one_in_250", "p999", ", p999 of ", "5 µs (p999)"),
    ] {
        let measured = &[
            measured,
            " single calls (",
            " 3 of 3 fresh processes over the budget",
        ];
        let test = format!("percentiles::perf_{function}::budget");
        let breach = Breach {
            option,
            measured: &[],
            ..over(function, "budget", budget)
        };
        breach.is_shown("percentiles", &run, suite);
        run.shows(&test, measured);
        if function != "always" {
            let pass = format!("PASS verdicts::percentiles::{function}: ");
            run.shows(&test, &[&pass]);
        }
    }
    assert_eq!(run.tests("ok"), ["percentiles::perf_one_in_10_000::budget"]);
}

#[test]
fn what_only_the_run_can_refuse_is_a_clear_error() {
    let suite = Suite::built();
    let run = suite
        .run("refused::", &[])
        .exits(101)
        .never_says(&["panicked"]);
    for (function, test, messages) in [
        (
            "formula",
            "all_sizes",
            &["/1: the formula gives no time at size 1: add a constant"][..],
        ),
        (
            "per_size",
            "all_sizes",
            &[
                "/1: a list of 3 limits for another number of sizes: give one per size",
                "/10: a list of 3 limits for another number of sizes",
            ],
        ),
        (
            "throughput",
            "budget",
            &[": `min_throughput` and `throughput` count different things: bytes and elements"],
        ),
    ] {
        let test = format!("refused::perf_{function}::{test}");
        let place = format!("\n  attribute  {}", suite.place("refused", function));
        run.shows(&test, &["error: verdicts::refused::", function, &place]);
        run.shows(&test, messages);
    }
    assert_eq!(run.tests("ok"), Vec::<&str>::new());
}

#[test]
fn the_command_that_reproduces_a_breach_does() {
    let suite = Suite::built();
    let test = "kinds::perf_constant_breached::budget";
    let run = suite
        .run(&format!("{test} --exact"), &[("PERFMACRO_SCALE", "2")])
        .exits(101);
    run.shows(
        test,
        &["\n  budget     100 µs (target 50 µs, PERFMACRO_SCALE=2)\n"],
    );
    let command = run
        .shown(test)
        .split_once("reproduce  PERFMACRO_SCALE=2 cargo ")
        .unwrap_or_else(|| panic!("no command in {run:?}"))
        .1;
    suite
        .fixture
        .cargo_with(command, &[("PERFMACRO_SCALE", "2")])
        .exits(101)
        .says(&["FAIL verdicts::kinds::constant_breached: over its target by "]);
}
