//! The environment and the attribute's `enforce`: what each changes, and which wins. Every function of `enforced` is past its budget.

use crate::suite::Suite;

const ALWAYS: &str = "enforced::perf_always::budget";
const NEVER: &str = "enforced::perf_never::budget";
const OPTIMIZED: &str = "enforced::perf_optimized::budget";
const UNSAID: &str = "enforced::perf_unsaid::budget";

const NEVER_SHOWN: &str =
    "NOT ENFORCED verdicts::enforced::never: target: the attribute says `enforce = \"never\"`";

#[test]
fn an_optimized_build_fails_all_but_never() {
    let suite = Suite::built();
    let run = |name, value| suite.run("enforced:: --show-output", &[(name, value)]);
    let breached = [ALWAYS, OPTIMIZED, UNSAID];
    for value in ["auto", "strict", ""] {
        let run = run("PERFMACRO_ENFORCE", value).exits(101);
        assert_eq!(run.tests("FAILED"), breached, "{value}");
        run.shows(NEVER, &[NEVER_SHOWN]);
        run.shows(
            OPTIMIZED,
            &["FAIL verdicts::enforced::optimized: over its target by "],
        );
    }
    run("PERFMACRO_ENFORCE", "off").exits(0).never_says(&[
        "FAIL",
        "PASS",
        "NOT ENFORCED",
        "target",
    ]);
    let scaled = run("PERFMACRO_SCALE", "1000").exits(0);
    scaled.shows(UNSAID, &["PASS verdicts::enforced::unsaid: ", " of 50 ms"]);
    scaled.shows(NEVER, &[NEVER_SHOWN]);
    let shrunk = suite.run("kinds::perf_constant_held", &[("PERFMACRO_SCALE", "0.001")]);
    shrunk
        .exits(101)
        .says(&["\n  budget     50 µs (target 50 ms, PERFMACRO_SCALE=0.001)\n"]);
}

#[test]
fn an_unoptimized_build_fails_always_alone_unless_strict() {
    let suite = Suite::built();
    let run = |value| {
        let arguments = "test --lib -- enforced:: --show-output";
        suite
            .fixture
            .cargo_with(arguments, &[("PERFMACRO_ENFORCE", value)])
    };
    for (value, breached) in [
        ("auto", &[ALWAYS][..]),
        ("strict", &[ALWAYS, OPTIMIZED, UNSAID]),
    ] {
        let run = run(value).exits(101);
        assert_eq!(run.tests("FAILED"), breached, "{value}");
        run.shows(
            ALWAYS,
            &["FAIL verdicts::enforced::always: over its target by "],
        );
        run.shows(NEVER, &[NEVER_SHOWN]);
        for (test, function) in [(OPTIMIZED, "optimized"), (UNSAID, "unsaid")] {
            let reason = format!(
                "NOT ENFORCED verdicts::enforced::{function}: target: not within its budget, \
                 in a crate compiled without optimisation\n"
            );
            run.shows(test, &[&reason, "[profile.test] opt-level = 3"]);
        }
    }
    run("off").exits(0).never_says(&["FAIL", "NOT ENFORCED"]);
}
