//! Measures what it costs to rebuild a bench target of many annotated functions.
//!
//! The same functions are put into one generated Cargo project per contestant:
//! with no benchmark at all (the floor), with perfmacro and with its peers.
//! Each project is built once with `cargo bench --no-run`; then the file that
//! holds the functions is changed and the same command is timed. The rounds go
//! through the contestants in turn, so that a slow minute of a shared machine
//! hits all of them and not one.
//!
//! Progress goes to standard error, the resulting Markdown table to standard
//! output. Exit codes: 0 measured, 1 a build failed, 2 wrong arguments.

#![expect(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a command line program reports by printing"
)]

mod arguments;
mod contestant;
mod fixture;
mod report;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use arguments::Arguments;
use fixture::Fixture;
use perfmacro_benches::cargo;
use report::Measurement;

/// Reads the command line, measures, and turns the outcome into an exit code.
fn main() -> ExitCode {
    let arguments = match Arguments::parse(env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("error: {problem}\n\n{}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    match measure(&arguments) {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the whole comparison and returns the report, or what went wrong.
fn measure(arguments: &Arguments) -> Result<String, String> {
    let workspace = workspace_directory();
    let rustc_version = cargo::rustc_version(&workspace)?;
    let parent = cargo::target_directory(&workspace)?.join("compile-time");
    let mut subjects = prepare_all(arguments, &workspace, &parent)?;
    for round in 1..=arguments.rounds {
        for (fixture, measurement) in &mut subjects {
            let seconds = rebuild(fixture, round)?;
            eprintln!("round {round}: {} {seconds:.2} s", measurement.contestant);
            measurement.rebuild_seconds.push(seconds);
        }
    }
    let measurements: Vec<Measurement> = subjects.into_iter().map(|(_, done)| done).collect();
    Ok(report::render(&measurements, arguments, &rustc_version))
}

/// Prepares every chosen contestant, one after the other.
fn prepare_all(
    arguments: &Arguments,
    workspace: &Path,
    parent: &Path,
) -> Result<Vec<(Fixture, Measurement)>, String> {
    let prepare_one = |&contestant| {
        let fixture = Fixture::new(contestant, workspace, parent);
        prepare(&fixture, arguments).map(|measurement| (fixture, measurement))
    };
    arguments.contestants.iter().map(prepare_one).collect()
}

/// Brings a fixture to the state from which rebuilds are timed: everything
/// built once. Returns the measurement with all but the rebuild times.
fn prepare(fixture: &Fixture, arguments: &Arguments) -> Result<Measurement, String> {
    let contestant = fixture.contestant;
    eprintln!("prepare: {contestant}");
    let cold_seconds = if arguments.cold {
        Some(build_cold(fixture)?)
    } else {
        None
    };
    fixture.write(arguments.functions)?;
    cargo::build_benches(&fixture.root)?;
    Ok(Measurement {
        contestant,
        crates: cargo::count_dependencies(&fixture.root, fixture::PACKAGE_NAME)?,
        cold_seconds,
        rebuild_seconds: Vec::new(),
    })
}

/// Builds a fixture of one function from nothing and returns the seconds.
/// One function and not `--functions`, because the dependencies are the point.
fn build_cold(fixture: &Fixture) -> Result<f64, String> {
    fixture.write(1)?;
    // Downloads depend on the network and not on the contestant.
    cargo::fetch(&fixture.root)?;
    fixture.remove_build_output()?;
    let build = cargo::build_benches(&fixture.root)?;
    Ok(build.seconds)
}

/// Changes the file that holds the functions, builds, and returns the seconds.
/// Fails if anything but the fixture itself was compiled, since the number
/// would then be about something else.
fn rebuild(fixture: &Fixture, round: usize) -> Result<f64, String> {
    fixture.change(round)?;
    let build = cargo::build_benches(&fixture.root)?;
    match cargo::compiled_packages(&build.stderr).as_slice() {
        [only] if *only == fixture::PACKAGE_NAME => Ok(build.seconds),
        compiled => Err(format!(
            "the rebuild for {} compiled {compiled:?} instead of the fixture alone",
            fixture.contestant
        )),
    }
}

/// The directory of the workspace that holds this package and `perfmacro`.
fn workspace_directory() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package
        .parent()
        .expect("the package folder lies inside the workspace folder")
        .to_path_buf()
}
