//! Measures what it costs to build more cases of the same functions: sizes are values, and cost no code.
//!
//! Two generated crates have the same hundred functions of four types, one with one size and one with five. Each
//! is built once; then its source is touched and `cargo bench --no-run` and `cargo test --release --no-run` are
//! timed, the crates in turn, so that a slow minute of a shared machine hits both. A test per case is code, and
//! the tests of five sizes are five times as many.
//!
//! The table goes to standard output. Exit codes: 0 measured, 1 a build failed, or five sizes took more than
//! twice the time of one.

#![expect(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a command line program reports by printing"
)]

mod fixture;

use std::path::Path;
use std::process::ExitCode;

use fixture::Fixture;
use perfmacro_benches::cargo::{self, Finished};

const ROUNDS: usize = 5;

/// What five sizes may take of the time of one.
const MOST: f64 = 2.0;

/// What is built: a word for the report, and how.
type Build = (&'static str, fn(&Path) -> Result<Finished, String>);

const BUILDS: [Build; 2] = [
    ("cargo bench --no-run", cargo::build_benches),
    ("cargo test --release --no-run", cargo::build_tests),
];

fn main() -> ExitCode {
    match measure() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the table; whether every build of five sizes is within what it may take.
fn measure() -> Result<bool, String> {
    let fixtures = [Fixture::write("one_size", &[10])?, {
        let sizes = [10, 100, 1_000, 10_000, 100_000];
        Fixture::write("five_sizes", &sizes)?
    }];
    println!("| build of 100 functions of 4 types | 1 size | 5 sizes | ratio |");
    println!("| --- | --: | --: | --: |");
    let mut is_flat = true;
    for (name, build) in BUILDS {
        for fixture in &fixtures {
            build(&fixture.root)?;
        }
        let mut seconds = [Vec::new(), Vec::new()];
        for _ in 0..ROUNDS {
            for (fixture, seconds) in fixtures.iter().zip(&mut seconds) {
                fixture.touch()?;
                seconds.push(build(&fixture.root)?.seconds);
            }
        }
        let [one, five] = seconds.map(median);
        let ratio = five / one;
        println!("| `{name}` | {one:.2} s | {five:.2} s | {ratio:.2} |");
        is_flat &= ratio <= MOST;
    }
    Ok(is_flat)
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}
