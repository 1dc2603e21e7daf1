//! What is measured outlives the terminal: baselines, comparisons, and budgets from what was measured.

use crate::place::{Place, local};

/// Two functions, of which one does its work so many times.
fn source(times: usize) -> String {
    format!(
        "//! Annotated.

/// Adds up.
#[perfmacro::perf_bench(
    sizes = [2000], // the usual one
    target = \"1s\",
    sample_size = 10,
    warm_up_time = \"50ms\",
    measurement_time = \"300ms\",
)]
pub fn sum(numbers: &[u64]) -> u64 {{
    let mut sum = 0_u64;
    for _ in 0..{times} {{
        sum = numbers.iter().fold(sum, |sum, number| (sum ^ number).wrapping_mul(3));
    }}
    sum
}}

/// Looks for none.
#[perfmacro::perf_bench(sizes = [2000], sample_size = 10, warm_up_time = \"50ms\", measurement_time = \"300ms\")]
pub fn zeros(numbers: &[u64]) -> usize {{
    numbers.iter().filter(|number| **number == 0).count()
}}
"
    )
}

fn measured(test: &str) -> Place {
    let place = Place::with_crate(test).with_own_records();
    place.perfmacro(&local()).exits(0);
    place.write("src/lib.rs", &source(1));
    place
        .perfmacro("bench")
        .exits(0)
        .says(&["sum/2000", "recorded in `"]);
    place
}

#[test]
fn a_slower_function_is_a_regression_and_itself_is_none() {
    let place = measured("history_compare");
    place
        .perfmacro("baseline save main")
        .exits(0)
        .says(&["Saved 2 cases", "baselines/main.json"]);
    place
        .perfmacro("baseline save main")
        .exits(2)
        .says(&["main"]);
    place.perfmacro("baseline list").exits(0).says(&["main"]);
    place
        .perfmacro("baseline show main")
        .exits(0)
        .says(&["rustc", "2 cases"]);
    assert!(
        !place
            .read("perfmacro/baselines/main.json")
            .contains("unix_time")
    );
    place
        .perfmacro("compare main")
        .exits(0)
        .says(&["history_compare::sum/2000", "history_compare::zeros/2000"]);

    place.write("src/lib.rs", &source(4).replace("zeros", "nulls"));
    place.perfmacro("bench").exits(0);
    place.perfmacro("compare main").exits(3).says(&[
        "regression",
        "history_compare::sum/2000",
        // One is new, the other is gone, and both are named.
        "history_compare::nulls/2000",
        "history_compare::zeros/2000",
    ]);
    place
        .perfmacro("compare main --format json")
        .exits(3)
        .says(&["\"history_compare::sum/2000\""]);
    // Three processes a side, as every suite asks two beside its own.
    let records = place.perfmacro("compare main --format markdown").exits(3);
    assert!(
        !records.stdout.contains("fewer than three processes"),
        "{records:#?}"
    );
    place
        .perfmacro("compare main --large-from 1000 --medium-from 500")
        .exits(0);

    place.perfmacro("baseline remove main").exits(0);
    place.perfmacro("compare main").exits(2).says(&["main"]);
}

#[test]
fn budgets_are_written_from_what_was_measured() {
    let place = measured("history_ratchet");
    let before = place.read("src/lib.rs");
    place.perfmacro("ratchet --dry-run").exits(0).says(&[
        "-    target = \"1s\"",
        "+    target = \"",
        "Nothing was changed",
    ]);
    assert_eq!(place.read("src/lib.rs"), before);
    place.perfmacro("ratchet --yes --headroom 400").exits(0);
    let after = place.read("src/lib.rs");
    // Both have one now, and what is around them is as it was.
    assert_eq!(after.matches("target = \"").count(), 2, "{after}");
    assert!(!after.contains("\"1s\""), "{after}");
    assert!(
        after.contains("    sizes = [2000], // the usual one\n"),
        "{after}"
    );
    place
        .perfmacro("ratchet --yes --headroom 400")
        .exits(0)
        .says(&["Nothing to change."]);
    place.perfmacro("check").exits(0).says(&["PASS"]);
}
