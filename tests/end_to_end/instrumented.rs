//! Builds whose times say nothing.

use crate::fixture::{Fixture, target_directory};

/// This machine's target. Cargo given one keeps its flags from build scripts and macros.
fn target() -> String {
    let rustc = std::process::Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc runs");
    let text = String::from_utf8_lossy(&rustc.stdout).into_owned();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("rustc names its host").to_owned()
}

/// Runs the breaches of `enforced` in an optimised build with further flags: `always` alone fails, and
/// the others give `reason`.
fn is_exempt(fixture: &Fixture, variables: &[(&str, &str)], reason: &str) {
    let target = target();
    let arguments = format!("test --release --lib --target {target} -- enforced:: --show-output");
    let run = fixture.cargo_with(&arguments, variables).exits(101);
    assert_eq!(
        run.tests("FAILED"),
        ["enforced::perf_always::budget"],
        "{run:?}"
    );
    for function in ["optimized", "unsaid"] {
        let test = format!("enforced::perf_{function}::budget");
        let not_enforced =
            format!("NOT ENFORCED verdicts::enforced::{function}: target: {reason}\n");
        run.shows(&test, &[&not_enforced]);
    }
}

#[test]
fn a_build_that_counts_coverage_is_exempt() {
    let fixture = Fixture::new("verdicts", "coverage");
    let reason = "not within its budget, in a build that counts coverage";
    is_exempt(&fixture, &[("RUSTFLAGS", "-C instrument-coverage")], reason);
    // Of a tool that leaves this crate's dependencies out, its variable tells.
    is_exempt(&fixture, &[("LLVM_PROFILE_FILE", "counts.profraw")], reason);
}

#[test]
fn a_build_with_a_sanitizer_is_exempt() {
    let fixture = Fixture::new("verdicts", "sanitizer");
    // Build scripts look at RUSTC_BOOTSTRAP and macros are built anew: not in the directory where other
    // tests run what was built.
    let directory = target_directory().with_file_name("target_sanitizer");
    let flags = [
        (
            "CARGO_TARGET_DIR",
            directory.to_str().expect("a path of Unicode"),
        ),
        ("RUSTC_BOOTSTRAP", "1"),
        ("RUSTFLAGS", "-Zsanitizer=address"),
    ];
    let target = target();
    let arguments = format!("test --release --lib --no-run --target {target}");
    let built = fixture.cargo_with(&arguments, &flags);
    if !built.is_success() {
        println!("not run: this toolchain has no sanitizer for {target}");
        return;
    }
    is_exempt(
        &fixture,
        &flags,
        "not within its budget, in a build with a sanitizer",
    );
}
