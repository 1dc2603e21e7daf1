//! Budgets on counts, each kind held and breached.

use std::sync::OnceLock;

use crate::executable::Executable;
use crate::fixture::{Fixture, Outcome};
use crate::valgrind::Valgrind;

struct Exact {
    fixture: Fixture,
    unit: Executable,
}

impl Exact {
    /// The fixture `exact`, built once for all tests of this process, with lines for call sites.
    fn built() -> &'static Exact {
        static BUILT: OnceLock<Exact> = OnceLock::new();
        BUILT.get_or_init(|| {
            let fixture = Fixture::new("exact", "exact");
            let built = fixture.cargo("test --release --lib --no-run").exits(0);
            Exact {
                unit: Executable::of("src/lib.rs", &built),
                fixture,
            }
        })
    }

    fn run(&self, arguments: &str, variables: &[(&str, &str)]) -> Outcome {
        self.unit.run(&self.fixture, arguments, variables)
    }
}

#[test]
fn budgets_on_allocations_fail_and_pass() {
    let exact = Exact::built();
    let run = exact.run("allocations:: --show-output", &[]).exits(101);
    let breached = [
        "allocations::perf_anywhere::budget",
        "allocations::perf_at_once::budget",
        "allocations::perf_copied::size_256",
        "allocations::perf_kept::budget",
        "allocations::perf_upper::budget",
    ];
    assert_eq!(run.tests("FAILED"), breached);
    assert_eq!(run.tests("ok").len(), 11);

    let line = |text: &str| {
        let place = exact.fixture.place("src/allocations.rs", text);
        place.trim_end_matches(":1").to_owned()
    };
    let place = |function| {
        exact
            .fixture
            .attribute_place("src/allocations.rs", function)
    };
    run.shows(
        "allocations::perf_upper::budget",
        &[
            "FAIL exact::allocations::upper: over its max_allocs by 1 allocation\n",
            "\n  measured   4 allocations per call\n",
            "\n  budget     3 allocations (max_allocs)\n",
            &format!(
                "\n  allocated  {} in upper: 3 allocations, 3 bytes\n",
                line("        all.push(word.to_uppercase());")
            ),
            &format!(
                "\n             {} in upper: 1 allocation, 72 bytes\n",
                line("    let mut all = Vec::with_capacity(words.len());")
            ),
            &format!("\n  attribute  {}\n", place("upper")),
            "\n  reproduce  cargo test --release -p exact allocations::perf_upper::budget -- --exact --nocapture",
        ],
    );
    run.shows(
        "allocations::perf_copied::size_256",
        &[
            "over its max_alloc_bytes by 1024 bytes\n",
            "\n  measured   2048 bytes per call\n",
            "\n  budget     1024 bytes (max_alloc_bytes)\n",
        ],
    );
    run.shows(
        "allocations::perf_kept::budget",
        &[
            "PASS exact::allocations::kept: max_allocs 1 of 1\n",
            "over its max_leaked by 1 byte\n",
            &format!(
                "{} in kept: 1 allocation, 32 bytes never freed\n",
                line("    vec![1_u8; 32].leak()")
            ),
            "`alloc_scope = \"process\"`",
        ],
    );
    run.shows(
        "allocations::perf_anywhere::budget",
        &[
            "over its max_alloc_bytes by ",
            &line("    let other = thread::spawn"),
        ],
    );
    run.shows(
        "allocations::perf_filled_once::budget",
        &["PASS exact::allocations::filled_once: max_allocs 0 of 0, and 1 in the first call"],
    );
    run.shows("allocations::perf_never::budget", &["NOT ENFORCED"]);
}

#[test]
fn budgets_on_instructions_fail_and_pass() {
    let exact = Exact::built();
    let Some(valgrind) = Valgrind::watched(&exact.fixture) else {
        return;
    };
    let run = exact
        .run(
            "instructions:: --show-output",
            // Of the one that panics.
            &[("PATH", &valgrind.path), ("RUST_BACKTRACE", "0")],
        )
        .exits(101);
    let panics = "instructions::perf_panics::budget";
    let counted = "instructions::perf_counted::budget";
    assert_eq!(run.tests("FAILED"), [counted, panics]);
    assert_eq!(run.tests("ok").len(), 103);
    assert_eq!(valgrind.runs(), 1);
    run.shows(
        counted,
        &[
            "FAIL exact::instructions::counted: over its max_instructions by ",
            " instructions per call\n",
            "\n  budget     100 instructions (max_instructions)\n",
            "\n  simulated  ",
        ],
    );
    run.shows(panics, &["index out of bounds"]);

    // One test alone has its own entry counted, and to the instruction the same, whatever the environment is.
    let mixed = "instructions::perf_mixed::size_1000";
    let told = run.shown(mixed);
    for length in [1, 10_000] {
        let alone = exact
            .run(
                "instructions::perf_mixed::size_1000 --exact --show-output",
                &[("PATH", &valgrind.path), ("FILLING", &"x".repeat(length))],
            )
            .exits(0);
        assert_eq!(alone.shown(mixed), told);
    }
    assert_eq!(valgrind.runs(), 3);

    // Several by their names, as of a shard, are counted together.
    let named = format!("{mixed} {counted} --exact --show-output");
    let both = exact.run(&named, &[("PATH", &valgrind.path)]).exits(101);
    assert_eq!(both.shown(mixed), told);
    assert_eq!((both.tests("FAILED"), valgrind.runs()), (vec![counted], 4));
}

#[test]
fn processes_of_one_run_count_once() {
    let exact = Exact::built();
    if !exact.fixture.cargo("nextest --version").is_success() {
        println!("not run: cargo-nextest is not installed");
        return;
    }
    // Its own copy, and so a log of its own.
    let fixture = Fixture::new("exact", "exact_nextest");
    let Some(valgrind) = Valgrind::watched(&fixture) else {
        return;
    };
    fixture
        .cargo_with(
            "nextest run --release --lib --no-fail-fast many:: growth:: mixed",
            &[("PATH", &valgrind.path)],
        )
        .exits(100)
        .says(&["growth::perf_pairs::complexity"]);
    assert_eq!(valgrind.runs(), 1);
}

#[test]
fn a_budget_on_allocations_that_nothing_counts_is_an_error() {
    let fixture = Fixture::new("exact", "exact_uncounted");
    fixture.edit("Cargo.toml", |text| text.replace("\"alloc\", ", ""));
    let error = "nothing in this binary counts allocations: add `\"alloc\"` to the features of `perfmacro` in \
                 `[dev-dependencies]`";
    let run = fixture
        .cargo("test --release --lib allocations::perf_sum")
        .exits(101);
    run.shows("allocations::perf_sum::size_10", &["error: exact::", error]);
    fixture
        .cargo("bench --bench perf -- allocations::sum")
        .exits(2)
        .says(&[
            &format!(
                "error: exact::allocations::sum/10 at {}: ",
                fixture.attribute_place("src/allocations.rs", "sum")
            ),
            error,
        ])
        .never_says(&["time:"]);
}

#[test]
fn without_valgrind_a_budget_on_instructions_is_not_enforced() {
    let exact = Exact::built();
    let empty = exact.fixture.folder("empty");
    let test = "instructions::perf_counted::budget";
    let run = |enforce| {
        exact.run(
            "instructions::perf_counted::budget --exact --show-output",
            &[("PATH", &empty), ("PERFMACRO_ENFORCE", enforce)],
        )
    };
    let told = "NOT ENFORCED exact::instructions::counted: max_instructions: instructions are counted by \
                valgrind, which is not installed: ";
    run("auto").exits(0).shows(test, &[told]);
    run("strict").exits(101).shows(test, &[told]);
}

#[test]
fn budgets_on_growth_fail_and_pass() {
    let exact = Exact::built();
    let Some(valgrind) = Valgrind::watched(&exact.fixture) else {
        return;
    };
    let run = exact
        .run("growth:: --show-output", &[("PATH", &valgrind.path)])
        .exits(101);
    let pairs = "growth::perf_pairs::complexity";
    assert_eq!(run.tests("FAILED"), [pairs]);
    assert_eq!(valgrind.runs(), 1);
    run.shows(
        pairs,
        &[
            "FAIL exact::growth::pairs: over its complexity by 0.6",
            "\n  measured   n^1.9",
            " in instructions, from size 64 to 256\n",
            "\n  budget     n^1.30 (complexity O(n), which grows as n^1.00 there, and 0.3 of slack)\n",
            "\n  costs      ",
            "\n  fitted     ",
            "\n  reproduce  cargo test --release -p exact growth::perf_pairs::complexity -- --exact --nocapture",
        ],
    );
    for (test, told) in [
        (
            "growth::perf_found::u64_complexity",
            "PASS exact::growth::found::<u64>: complexity n^0.",
        ),
        (
            "growth::perf_sorted::complexity",
            "of n^1.30, O(n) in instructions",
        ),
    ] {
        run.shows(test, &[told]);
    }
}

#[test]
fn without_valgrind_growth_is_judged_on_time() {
    let exact = Exact::built();
    let empty = exact.fixture.folder("nothing");
    let run = exact
        .run("growth:: --show-output", &[("PATH", &empty)])
        .exits(101);
    let pairs = "growth::perf_pairs::complexity";
    assert_eq!(run.tests("FAILED"), [pairs]);
    run.shows(
        pairs,
        &[
            " in time, from size 64 to 256 (95 % interval n^",
            "5 of 5 fresh processes over the budget",
            "instructions, which valgrind counts, have none",
        ],
    );
    run.shows("growth::perf_sum::complexity", &["of n^1.30, O(n) in time"]);
}

#[test]
fn budgets_relative_to_another_function_fail_and_pass() {
    let exact = Exact::built();
    let run = exact.run("ratios:: --show-output", &[]).exits(101);
    let four_times = "ratios::perf_four_times::size_1000";
    let same = "ratios::perf_same::size_1000";
    assert_eq!(run.tests("FAILED"), [four_times, same]);
    run.shows(
        four_times,
        &[
            "FAIL exact::ratios::four_times/1000: over its max_ratio by ",
            " times the reference's time, median of ",
            "\n  times      ",
            " of the reference\n",
            "\n  budget     1.1 times the reference's time (max_ratio)\n",
            "5 of 5 fresh processes over the budget",
        ],
    );
    run.shows(
        same,
        &[
            " times as fast as the reference, median of ",
            "\n  budget     2 times as fast as the reference (min_speedup)\n",
        ],
    );
    run.shows(
        "ratios::perf_quarter::size_1000",
        &["PASS exact::ratios::quarter/1000: max_ratio 0.2"],
    );
}

#[test]
fn counts_stand_in_the_table_of_cargo_bench() {
    let fixture = Fixture::new("exact", "exact_benched");
    let outcome = fixture
        .cargo("bench --bench perf -- --quick --noplot doubled|pairs|quarter")
        .exits(0);
    let line = |begin: &str| {
        let mut lines = outcome.stdout.lines().rev();
        let line = lines.find(|line| line.trim_start().starts_with(begin));
        line.unwrap_or_else(|| panic!("no {begin} in {outcome:?}"))
            .split_whitespace()
            .collect::<Vec<_>>()
    };
    assert!(line("case").contains(&"allocs"));
    let doubled = line("exact::allocations::doubled/1000");
    assert!(
        doubled.windows(2).any(|pair| pair == ["1", "8000"]),
        "{doubled:?}"
    );
    let peak = line("max_peak");
    assert!(peak.ends_with(&["8000", "+0.0", "%", "PASS"]), "{peak:?}");
    let ratio = line("max_ratio");
    assert_eq!(ratio.last(), Some(&"PASS"), "{ratio:?}");
    let growth = line("exact::growth::pairs complexity");
    assert!(
        growth[2].starts_with("n^1.9") && growth.ends_with(&["-", "FAIL"]),
        "{growth:?}"
    );
    let constants = line("exact::growth::pairs in ");
    assert!(constants.ends_with(&["*", "n"]), "{constants:?}");
}

#[test]
fn every_budget_can_fail() {
    let fixture = Fixture::new("exact", "exact_self_test");
    let instructions = Valgrind::watched(&fixture).map_or("", |_| "|mixed");
    fixture
        .cargo(&format!(
            "bench --bench perf -- --self-test allocations|quarter|growth::(sum|first){instructions}"
        ))
        .exits(0)
        .says(&[
            "delay         1 of 1 budgets fail\n",
            "alloc         29 of 29 budgets fail\n",
            "quadratic     2 of 2 budgets fail\n",
            "self-test: every budget can fail\n",
        ]);
    fixture
        .cargo("bench --bench perf -- --self-test allocations::never")
        .exits(1)
        .says(&["self-test: there is no budget that is enforced\n"]);
}

#[test]
fn a_budget_that_cannot_fail_is_named() {
    let exact = Exact::built();
    let empty = exact.fixture.folder("without");
    let run = exact
        .run(
            "gates::can_fail --exact --nocapture",
            &[("PATH", &empty), ("RUST_BACKTRACE", "0")],
        )
        .exits(101);
    let named = "exact::instructions::counted: max_instructions does not fail with `instructions` injected, \
                 declared at src/instructions.rs:16:1: NOT ENFORCED: instructions are counted by valgrind, which \
                 is not installed";
    run.says(&[
        named,
        "alloc         29 of 29 budgets fail\n",
        "quadratic     6 of 6 budgets fail\n",
        "self-test: not every budget can fail\n",
    ]);
}

#[test]
fn a_fault_in_every_call_fails_the_budgets_of_its_kind() {
    let exact = Exact::built();
    let run = |fault, tests: &str| exact.run(tests, &[("PERFMACRO_INJECT", fault)]);
    let allocations = run("alloc", "allocations:: --show-output").exits(101);
    assert_eq!(allocations.tests("FAILED").len(), 15);
    assert_eq!(allocations.tests("ok"), ["allocations::perf_never::budget"]);
    allocations.shows(
        "allocations::perf_sum::size_10",
        &["\n  reproduce  PERFMACRO_INJECT=alloc cargo test "],
    );
    let ratios = run("delay", "ratios:: growth::perf_found::u64_size").exits(101);
    assert_eq!(ratios.tests("FAILED").len(), 6);
    let growth = run("quadratic", "growth::").exits(101);
    assert_eq!(growth.tests("FAILED").len(), 6);
    run("slow", "ratios::").exits(101).says(&[
        "PERFMACRO_INJECT is `slow`: expected one of `delay`, `alloc`, `instructions`, `quadratic`",
    ]);
}
