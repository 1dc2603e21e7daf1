//! What the loop that the attribute generates costs, beside the loop of a Criterion benchmark by hand.
//!
//! Usage: `loop_cost [--samples 200] [--rounds 10] [--output FILE]`. Both loops take turns in every sample
//! of one run of Criterion; functions take turns in every round. The table goes to the output, by default
//! `benches/results/loop_cost.md`, and to the terminal, behind what Criterion says: that is of both loops
//! together, and no figure. Nothing is asserted on the times, which are this machine's.
//!
//! Exit codes: 0 measured, 1 the output cannot be written, 2 wrong arguments.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that prints"
)]

mod clock;
mod contest;
mod functions;
mod report;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::contest::Contest;
use crate::functions::Function;
use crate::report::Row;

fn main() -> ExitCode {
    let Some(arguments) = Arguments::parse(env::args().skip(1)) else {
        eprintln!("usage: loop_cost [--samples 200] [--rounds 10] [--output FILE]");
        return ExitCode::from(2);
    };
    let text = report::render(&measure(&arguments));
    println!("{text}");
    if let Err(error) = fs::write(&arguments.output, text) {
        eprintln!(
            "error: cannot write {}: {error}",
            arguments.output.display()
        );
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn measure(arguments: &Arguments) -> Vec<Row> {
    let directory = env::temp_dir().join(format!("perfmacro-loop-cost-{}", std::process::id()));
    let mut contest = Contest::new(arguments.samples, &directory);
    let mut rows = Function::ALL.map(|function| Row {
        function,
        pairs: Vec::new(),
    });
    for _ in 0..arguments.rounds {
        for row in &mut rows {
            row.pairs.extend(contest.run(&row.function));
        }
    }
    // What Criterion keeps is of no use; what cannot be removed is in the directory for temporary files.
    let _ = fs::remove_dir_all(&directory);
    rows.into()
}

/// What was asked for.
#[derive(Debug, PartialEq)]
struct Arguments {
    /// In each run of Criterion, which wants at least 10.
    samples: usize,
    rounds: usize,
    output: PathBuf,
}

impl Arguments {
    /// `None` for anything that is not understood.
    fn parse(mut words: impl Iterator<Item = String>) -> Option<Self> {
        let mut parsed = Arguments {
            samples: 200,
            rounds: 10,
            output: Path::new(env!("CARGO_MANIFEST_DIR")).join("results/loop_cost.md"),
        };
        while let Some(word) = words.next() {
            let value = words.next()?;
            let count = |least| value.parse().ok().filter(|count| *count >= least);
            match word.as_str() {
                "--samples" => parsed.samples = count(10)?,
                "--rounds" => parsed.rounds = count(1)?,
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
        let parsed = parse("--samples 10 --rounds 2 --output a.md").expect("valid");
        assert_eq!((parsed.samples, parsed.rounds), (10, 2));
        assert_eq!(parsed.output, Path::new("a.md"));
        for words in ["--samples", "--samples 9", "--rounds 0", "--sample 10"] {
            assert_eq!(parse(words), None, "{words}");
        }
    }
}
