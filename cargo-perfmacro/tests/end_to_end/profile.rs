//! `profile`: what is in a profile and what is not, and what is said where there is none.

use std::process::Command;

use crate::place::{Place, local};

/// A setup that takes longer than the call, and helpers that are there by name.
const ANNOTATED: &str = "//! Annotated.

#[perfmacro::perf_only]
fn shuffled(count: usize) -> Vec<u64> {
    (0..count as u64).map(unseen_scramble).collect()
}

#[perfmacro::perf_only]
#[inline(never)]
fn unseen_scramble(number: u64) -> u64 {
    (0..20).fold(number, |state, _| state.wrapping_mul(6364136223846793005).rotate_left(7))
}

/// Sorts and sums up.
#[perfmacro::perf_bench(sizes = [100, 2000], setup = shuffled)]
pub fn digest(mut numbers: Vec<u64>) -> u64 {
    seen_sorting(&mut numbers);
    numbers.iter().fold(0, |sum, number| sum ^ number)
}

#[inline(never)]
fn seen_sorting(numbers: &mut [u64]) {
    numbers.sort_unstable();
}
";

const CASE: &str = "profile_new::digest/2000";
/// `CASE` as a file's name.
const FILE: &str = "profile_new.digest-2000";

fn has_valgrind() -> bool {
    let version = Command::new("valgrind").arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}

#[expect(clippy::print_stdout, reason = "whoever reads the log is to know")]
fn report_not_run() {
    println!("not run: valgrind is not installed");
}

#[test]
fn a_profile_has_the_calls_and_nothing_else() {
    let place = Place::with_crate("profile_new");
    place.perfmacro(&local()).exits(0);
    place.write("src/lib.rs", ANNOTATED);

    place
        .perfmacro(&format!(
            "profile {CASE} --seconds 1 --save before -o out/a.svg"
        ))
        .exits(0)
        .says(&[
            "CARGO_PROFILE_BENCH_DEBUG=1",
            "samples in calls",
            "out/a.svg",
        ]);
    let picture = place.read("out/a.svg");
    let folded = place.read("out/a.folded");
    for text in [&picture, &folded] {
        for function in ["profile_new::digest", "profile_new::seen_sorting"] {
            assert!(text.contains(function), "no `{function}` in {text}");
        }
        for function in ["unseen_scramble", "shuffled", "perfmacro_runtime"] {
            assert!(!text.contains(function), "`{function}` in {text}");
        }
    }
    assert!(
        folded
            .lines()
            .all(|stack| stack.starts_with("profile_new::digest") || stack.starts_with("[loop]")),
        "{folded}"
    );

    place
        .perfmacro("profile digest/2000 --seconds 1 --diff before -o out/b.svg")
        .exits(0);
    let difference = place.read("out/b.svg");
    assert!(
        difference.contains("compared with before") && difference.contains("profile_new::digest"),
        "{difference}"
    );
    place
        .perfmacro(&format!("profile {CASE} --seconds 1 --diff after"))
        .exits(2)
        .says(&["no profile `after`", "there is before"]);

    place.perfmacro("profile digest").exits(2).says(&[
        "2 cases match `digest`",
        "profile_new::digest/100",
        CASE,
    ]);
    place
        .perfmacro("profile other")
        .exits(2)
        .says(&["no case matches `other`"]);
    place
        .perfmacro(&format!("profile {CASE} --tool dhat --diff before"))
        .exits(2)
        .says(&["--diff is of flamegraphs"]);

    if !has_valgrind() {
        report_not_run();
        return;
    }
    place
        .perfmacro(&format!(
            "profile {CASE} --tool callgrind --calls 50 -o out/c.out"
        ))
        .exits(0)
        .says(&["50 calls in"]);
    let wrote = place.read("out/c.out");
    assert!(wrote.contains("profile_new::seen_sorting"), "{wrote}");
    assert!(!wrote.contains("unseen_scramble"), "{wrote}");
    place
        .perfmacro(&format!("profile {CASE} --tool massif --calls 50"))
        .exits(0)
        .says(&["Peak: ", &format!("{FILE}.massif.out")]);
}

#[test]
fn a_program_that_is_missing_is_told_with_what_installs_it() {
    let place = Place::with_crate("profile_missing");
    for (tool, line) in [
        ("callgrind", "valgrind"),
        ("dhat", "valgrind"),
        ("massif", "valgrind"),
        ("heaptrack", "heaptrack"),
        ("perf", "perf"),
    ] {
        let missing = place
            .perfmacro_without_programs(&format!("profile a --tool {tool}"))
            .exits(5)
            .says(&["is not installed", line]);
        if cfg!(target_os = "linux") {
            missing.says(&["apt-get install"]);
        }
    }
}
