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
        &["PASS exact::allocations::filled_once: max_allocs 0 of 0"],
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
