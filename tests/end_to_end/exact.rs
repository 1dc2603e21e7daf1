//! Budgets on counts, each kind held and breached.

use std::sync::OnceLock;

use crate::executable::Executable;
use crate::fixture::{Fixture, Outcome};

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
