//! Calls that take a large part of a second: few are made, and somebody waits for them.

use crate::records::{self, Record};
use crate::suite::Suite;

/// The calls of this process and of fresh ones.
fn calls(records: &[Record]) -> (usize, usize) {
    let calls = |is_fresh| {
        let of_role = records.iter().filter(|record| record.is_fresh == is_fresh);
        of_role.map(|record| record.calls).sum()
    };
    (calls(false), calls(true))
}

#[test]
fn a_long_breach_takes_three_calls_and_a_long_pass_one() {
    let suite = Suite::built();
    for (function, exit, said, expected) in [
        ("held", 0, "PASS verdicts::long::held: target 3", (1, 0)),
        (
            "breached",
            101,
            "FAIL verdicts::long::breached: over its target by ",
            (1, 2),
        ),
    ] {
        let folder = suite.fixture.folder(&format!("long_{function}"));
        let arguments = format!("long::perf_{function}:: --show-output");
        let run = suite.run(&arguments, &[("RECORD", &folder)]);
        let run = run.exits(exit).says(&[said]);
        assert_eq!(calls(&records::read(&folder)), expected, "{run:?}");
    }
}

#[test]
fn what_takes_seconds_is_told_of_and_what_does_not_is_not() {
    let suite = Suite::built();
    let long = suite.run("long::perf_told_of", &[]).exits(0);
    let told = long.stderr.lines().collect::<Vec<_>>();
    assert!(
        matches!(
            told[..],
            [line] if line.starts_with("perfmacro: judging verdicts::long::told_of (target 30 s) for ")
                && line.ends_with(" s: measuring in its own process")
        ),
        "{long:?}"
    );
    let quick = suite.run("kinds::perf_constant_held", &[]).exits(0);
    assert_eq!(quick.stderr, "", "{quick:?}");
}
