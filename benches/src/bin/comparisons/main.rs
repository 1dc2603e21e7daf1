//! What comparisons are worth: runs of one suite, compared with runs of the same executable, and with runs of one
//! that does 15 % more work.
//!
//! Usage: `comparisons [--pairs 20] [--condition LIST] [--output FILE]`. Generates a crate under `target/`, builds
//! it twice, and runs each suite so many times, by turns. The table goes to the output, by default
//! `benches/results/comparisons.md`, and to the terminal.
//!
//! Exit codes: 0 measured, 1 a comparison was wrong, a build failed, a load did not start or the output cannot be
//! written, 2 wrong arguments.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that prints"
)]

mod arguments;
mod fixture;
mod report;

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use cargo_perfmacro::compare::{self, Comparison, Settings};
use cargo_perfmacro::snapshot::Snapshot;
use perfmacro_benches::cargo;
use perfmacro_benches::load::{self, Condition, Load};
use perfmacro_runtime::record;

use crate::arguments::{Arguments, USAGE};
use crate::fixture::{FUNCTIONS, Suites};
use crate::report::Row;

fn main() -> ExitCode {
    let words = env::args().skip(1).collect::<Vec<_>>();
    let hog = words.iter().map(String::as_str).collect::<Vec<_>>();
    let arguments = load::answer(&hog).and_then(|()| Arguments::parse(words.into_iter()));
    let arguments = match arguments {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("error: {problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("the package is not in a workspace")?;
    let root = cargo::target_directory(workspace)?.join("comparisons");
    eprintln!("building in {}", root.display());
    let suites = fixture::build(&root, workspace)?;
    let mut rows = Vec::new();
    for condition in arguments.conditions.iter().copied() {
        rows.extend(compared(&suites, &root, condition, arguments.pairs)?);
    }
    let text = report::render(&rows, FUNCTIONS);
    println!("{text}");
    fs::write(&arguments.output, text)
        .map_err(|error| format!("cannot write {}: {error}", arguments.output.display()))?;
    let wrong = rows
        .iter()
        .map(|row| row.regressions.len() - row.right(FUNCTIONS));
    match wrong.sum() {
        0_usize => Ok(()),
        wrong => Err(format!("{wrong} comparisons are wrong")),
    }
}

/// All comparisons under one condition: with the same, and with more work.
fn compared(
    suites: &Suites,
    root: &Path,
    condition: Condition,
    pairs: usize,
) -> Result<[Row; 2], String> {
    let _load = Load::start(condition)?;
    let mut rows = [false, true].map(|is_slower| Row {
        condition,
        is_slower,
        regressions: Vec::new(),
        ratios: Vec::new(),
    });
    for pair in 1..=pairs {
        eprintln!("{condition}: pair {pair} of {pairs}");
        let base = measured(&suites.base, root)?;
        let again = measured(&suites.base, root)?;
        let slower = measured(&suites.slower, root)?;
        for (row, later) in rows.iter_mut().zip([again, slower]) {
            let comparison = compare::compare(&base, &later, Settings::default());
            row.regressions.push(comparison.regressions().count());
            row.ratios.extend(ratios(&comparison)?);
        }
    }
    Ok(rows)
}

/// Those of all cases.
fn ratios(comparison: &Comparison) -> Result<Vec<f64>, String> {
    let ratios = comparison.changes.iter().filter_map(|change| change.ratio);
    let ratios = ratios.collect::<Vec<_>>();
    if ratios.len() == FUNCTIONS {
        Ok(ratios)
    } else {
        Err(format!("not all cases were compared: {comparison:?}"))
    }
}

/// Runs a suite once; what it recorded.
fn measured(executable: &Path, root: &Path) -> Result<Snapshot, String> {
    let records = root.join("records");
    if records.exists() {
        fs::remove_dir_all(&records).map_err(|error| format!("old records: {error}"))?;
    }
    let output = Command::new(executable)
        .args(["--bench", "--noplot", "--discard-baseline"])
        .current_dir(root)
        .env("CRITERION_HOME", root.join("criterion"))
        .env("PERFMACRO_RECORDS", &records)
        .env("PERFMACRO_RUN", "run")
        .output()
        .map_err(|error| format!("cannot start {}: {error}", executable.display()))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(format!("the suite ended with {}\n{told}", output.status));
    }
    let records = record::read(&records.join("run.jsonl"))
        .map_err(|error| format!("what the suite recorded: {error}"))?;
    Ok(Snapshot::of(&records))
}
