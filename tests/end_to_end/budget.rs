//! `cargo test` enforces budgets.
//!
//! The fixture's paced function takes its time by the clock: 20 µs against a budget of 200 µs, or with
//! feature `slow` 400 µs, so that no verdict here hangs on the machine.

use crate::fixture::Fixture;

const SLOW_TESTS: [&str; 2] = [
    "codec::frame::perf_checksum::size_10",
    "codec::frame::perf_checksum::size_100",
];

#[test]
fn every_budget_is_a_test_of_its_own_name() {
    let fixture = Fixture::new("strict", "named");
    let passed = fixture.cargo("test --release").exits(0);
    assert_eq!(
        passed.tests("ok"),
        [
            SLOW_TESTS[0],
            SLOW_TESTS[1],
            "codec::frame::perf_order::smoke",
            "codec::word::perf_decode::budget"
        ]
    );
    let one = fixture
        .cargo("test --release perf_checksum::size_100")
        .exits(0);
    assert_eq!(one.tests("ok"), [SLOW_TESTS[1]]);
    let none = fixture.cargo("test --release -- --skip perf_").exits(0);
    assert_eq!(none.tests("ok"), Vec::<&str>::new());
}

#[test]
fn a_function_past_its_budget_fails_exactly_its_tests() {
    let fixture = Fixture::new("strict", "slow");
    let place = fixture.place("src/codec/frame.rs", "#[perf_bench(target = \"200us\"");
    let failed = fixture.cargo("test --release --features slow").exits(101).says(&[
        "FAIL strict::codec::frame::checksum/10: over its target by ",
        "FAIL strict::codec::frame::checksum/100: over its target by ",
        "per call, median of",
        "budget     200 µs (target)",
        " 5 of 5 fresh processes over the budget",
        "machine    ",
        &format!("attribute  {place}"),
        "reproduce  cargo test --release -p strict codec::frame::perf_checksum::size_100 -- --exact --nocapture",
    ]);
    assert_eq!(failed.tests("FAILED"), SLOW_TESTS);
    assert_eq!(
        failed.tests("ok"),
        [
            "codec::frame::perf_order::smoke",
            "codec::word::perf_decode::budget"
        ]
    );
}

#[test]
fn each_policy_changes_the_outcome() {
    let fixture = Fixture::new("strict", "policies");
    let slow = |variable| fixture.cargo_with("test --release --features slow", &[variable]);
    slow(("PERFMACRO_ENFORCE", "auto")).exits(101);
    slow(("PERFMACRO_ENFORCE", "off")).exits(0);
    slow(("PERFMACRO_SCALE", "10")).exits(0);
    slow(("PERFMACRO_SCALE", "1.5"))
        .exits(101)
        .says(&["300 µs (target 200 µs, PERFMACRO_SCALE=1.5)"]);
}

#[test]
fn an_unoptimized_breach_is_not_enforced_and_says_how_to() {
    let fixture = Fixture::new("strict", "unoptimized");
    fixture
        .cargo("test --features slow -- --show-output")
        .exits(0)
        .says(&[
            "NOT ENFORCED strict::codec::frame::checksum/10",
            "[profile.test] opt-level = 3",
            "reproduce  cargo test -p strict",
            // What holds even so is a PASS.
            "PASS strict::codec::word::decode",
        ]);
    fixture
        .cargo_with("test --features slow", &[("PERFMACRO_ENFORCE", "strict")])
        .exits(101)
        .says(&["NOT ENFORCED strict::codec::frame::checksum/10"]);
}

#[test]
fn a_slip_in_the_environment_is_a_clear_error() {
    let fixture = Fixture::new("strict", "environment");
    for (name, value, message) in [
        (
            "PERFMACRO_ENFORCE",
            "yes",
            "PERFMACRO_ENFORCE is `yes`: expected `auto`, `strict` or `off`",
        ),
        (
            "PERFMACRO_SCALE",
            "0",
            "PERFMACRO_SCALE is `0`: expected a factor above zero",
        ),
        (
            "PERFMACRO_ENFORC",
            "strict",
            "`PERFMACRO_ENFORC` is no variable of perfmacro",
        ),
    ] {
        let outcome = fixture
            .cargo_with("test --release perf_", &[(name, value)])
            .exits(101);
        outcome.says(&[message]).never_says(&["panicked"]);
    }
}
