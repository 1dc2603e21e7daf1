//! How long `cargo test` takes for 1,000 budgets that hold.
//!
//! Usage: `thousand_budgets [--functions 1000] [--rounds 5]`. Generates a crate under `target/`, builds its
//! tests in the release profile, and times the test executable, on all cores as libtest does it. Every
//! budget has to be a PASS: anything else fails under `PERFMACRO_ENFORCE=strict`. Nothing is asserted on
//! the time, which is this machine's.
//!
//! Exit codes: 0 measured, 1 a build or a test failed, 2 wrong arguments.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that prints"
)]

mod fixture;

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::thread;
use std::time::{Duration, Instant};

use perfmacro_benches::cargo;

use crate::fixture::Fixture;

fn main() -> ExitCode {
    let Some((functions, rounds)) = arguments() else {
        eprintln!("usage: thousand_budgets [--functions 1000] [--rounds 5]");
        return ExitCode::from(2);
    };
    match measure(functions, rounds) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// How many functions, and how often they are tested; each at least 1. `None` for anything else.
fn arguments() -> Option<(usize, usize)> {
    let (mut functions, mut rounds) = (1000, 5);
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        let count = words.next()?.parse().ok().filter(|count| *count > 0)?;
        match word.as_str() {
            "--functions" => functions = count,
            "--rounds" => rounds = count,
            _ => return None,
        }
    }
    Some((functions, rounds))
}

fn measure(functions: usize, rounds: usize) -> Result<(), String> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("the package is not in a workspace")?;
    let root = cargo::target_directory(workspace)?.join("thousand-budgets");
    eprintln!("building {functions} functions in {}", root.display());
    let executable = Fixture::write(&root, workspace, functions)?.build()?;
    let mut times = (0..rounds)
        .map(|_| test(&executable, functions))
        .collect::<Result<Vec<_>, _>>()?;
    times.sort_unstable();
    let cores = thread::available_parallelism().map_or(0, Into::into);
    println!(
        "{functions} budgets that hold, {cores} cores: {:.2} s of wall time ({:.2} to {:.2} s in {rounds} rounds)",
        times[rounds / 2].as_secs_f64(),
        times[0].as_secs_f64(),
        times[rounds - 1].as_secs_f64()
    );
    Ok(())
}

/// Runs all tests; how long that takes.
fn test(executable: &Path, functions: usize) -> Result<Duration, String> {
    let began = Instant::now();
    let output = Command::new(executable)
        .env("PERFMACRO_ENFORCE", "strict")
        .output()
        .map_err(|error| format!("cannot start {}: {error}", executable.display()))?;
    let time = began.elapsed();
    let text = String::from_utf8_lossy(&output.stdout);
    // A test that does not run cannot fail.
    let is_passed = text.contains(&format!("test result: ok. {functions} passed"));
    if is_passed && output.status.success() {
        Ok(time)
    } else {
        let told = text.lines().rev().take(30).collect::<Vec<_>>();
        let told = told.into_iter().rev().collect::<Vec<_>>().join("\n");
        Err(format!("the tests ended with {}\n{told}", output.status))
    }
}
