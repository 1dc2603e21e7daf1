//! `check`: from an empty crate to green, and every way to another exit code.

use crate::place::{ANNOTATED, Place, local};

#[test]
fn from_an_empty_crate_to_a_green_check_in_three_commands() {
    let place = Place::with_crate("check_new");
    place.perfmacro(&local()).exits(0);
    place
        .perfmacro("check")
        .exits(2)
        .says(&["no test of a budget"]);
    place.write("src/lib.rs", ANNOTATED);
    let green = place.perfmacro("check").exits(0).says(&["2 PASS"]);
    for case in ["check_new::sum/10 ", "check_new::sum/1000 "] {
        assert!(green.stdout.contains(case), "{green:#?}");
    }

    let one = place
        .perfmacro("check size_1000 -q")
        .exits(0)
        .says(&["1 PASS"]);
    assert_eq!(one.stderr, "");
    place
        .perfmacro("check other")
        .exits(2)
        .says(&["no budget's test has `other`", "there are 2"]);
    place
        .perfmacro("check --scale 1e-12 --color always size_1000")
        .exits(1)
        .says(&[
            "FAIL check_new::sum/1000: over its target by",
            "\u{1b}[31mFAIL",
            "1 FAIL",
        ]);
    place
        .perfmacro("check --scale fast")
        .exits(5)
        .says(&["failed without a verdict", "PERFMACRO_SCALE is `fast`"]);

    // Not within its budget, and not optimised: nothing is enforced, which only strictness minds.
    place.edit("Cargo.toml", |text| {
        text.replace("opt-level = 3", "opt-level = 0")
    });
    let unoptimized = "check --scale 1e-12 size_1000";
    place
        .perfmacro(unoptimized)
        .exits(0)
        .says(&["NOT ENFORCED"]);
    place
        .perfmacro(&format!("{unoptimized} --strict"))
        .exits(4)
        .says(&["1 NOT ENFORCED"]);

    place.edit("src/lib.rs", |text| text.replace("u64 {", "u32 {"));
    place
        .perfmacro("check")
        .exits(5)
        .says(&["the tests do not build"]);
}
