//! What the counting allocator costs where nothing is counted.
//!
//! Usage: `alloc_cost [--rounds 10] [--samples 100] [--output FILE]`. The program builds itself twice, with
//! feature `alloc` and without, and in every round starts one process of each. In every sample both take a
//! turn of some milliseconds, so that what slows the machine slows both. The table goes to the output, by
//! default `benches/results/alloc_cost.md`, and to the terminal. Nothing is asserted: times are this machine's.
//!
//! Exit codes: 0 measured, 1 a build failed, a process did not answer or the output cannot be written, 2 wrong
//! arguments.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that prints"
)]

mod builds;
mod contender;
mod contest;
mod functions;
mod report;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let words = env::args().skip(1).collect::<Vec<_>>();
    if words == [contender::ARGUMENT] {
        contender::answer();
        return ExitCode::SUCCESS;
    }
    let Some(arguments) = Arguments::parse(words.into_iter()) else {
        eprintln!("usage: alloc_cost [--rounds 10] [--samples 100] [--output FILE]");
        return ExitCode::from(2);
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let builds = builds::build()?;
    let rows = contest::measure(&builds, arguments.rounds, arguments.samples)?;
    let text = report::render(&rows);
    println!("{text}");
    let output = &arguments.output;
    fs::write(output, text).map_err(|error| format!("cannot write {}: {error}", output.display()))
}

/// What was asked for.
#[derive(Debug, PartialEq)]
struct Arguments {
    /// Pairs of processes.
    rounds: usize,
    /// Turns of both, for each function and pair.
    samples: usize,
    output: PathBuf,
}

impl Arguments {
    /// `None` for anything that is not understood.
    fn parse(mut words: impl Iterator<Item = String>) -> Option<Self> {
        let mut parsed = Arguments {
            rounds: 10,
            samples: 100,
            output: Path::new(env!("CARGO_MANIFEST_DIR")).join("results/alloc_cost.md"),
        };
        while let Some(word) = words.next() {
            let value = words.next()?;
            let count = || value.parse().ok().filter(|count| *count > 0);
            match word.as_str() {
                "--rounds" => parsed.rounds = count()?,
                "--samples" => parsed.samples = count()?,
                "--output" => parsed.output = value.into(),
                _ => return None,
            }
        }
        Some(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_read_or_refused() {
        let parse = |words: &str| Arguments::parse(words.split_whitespace().map(str::to_owned));
        let parsed = parse("--samples 7 --rounds 2 --output a.md").expect("valid");
        assert_eq!((parsed.samples, parsed.rounds), (7, 2));
        assert_eq!(parsed.output, Path::new("a.md"));
        for words in ["--samples", "--samples 0", "--rounds x", "--sample 10"] {
            assert_eq!(parse(words), None, "{words}");
        }
    }
}
