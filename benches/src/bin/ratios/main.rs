//! What verdicts on ratios are worth: two functions of known ratio, and functions of known growth, judged many
//! times, on an idle machine and beside four processes that compute on its cores.
//!
//! Usage: `ratios [--short] [--judgements 100] [--condition LIST] [--output FILE]`. The table goes to the output, by
//! default `benches/results/ratios.md`, and to the terminal; with `--short` a few judgements to the terminal alone.
//! Rounds that the engine takes from fresh processes are of fresh routines in this one, so what differs between
//! processes is not in these figures.
//!
//! Exit codes: 0 measured, 1 a verdict was wrong, a load did not start or the output cannot be written, 2 wrong
//! arguments.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that prints"
)]

mod arguments;
mod contest;
mod functions;
mod report;
mod trial;

use std::env;
use std::fs;
use std::process::ExitCode;
use std::thread;

use perfmacro_benches::load::{self, Load};

use crate::arguments::{Arguments, USAGE};
use crate::contest::Contest;
use crate::report::{Row, Section};

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
    // Beside the main thread, as libtest's tests are: the allocator of a process with one thread is faster.
    let ran = thread::spawn(move || run(&arguments)).join();
    match ran.unwrap_or_else(|_| Err("a panic".to_owned())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let mut sections = Vec::new();
    for condition in arguments.conditions.iter().copied() {
        let _load = Load::start(condition)?;
        let mut rows = Vec::new();
        for contest in Contest::all() {
            eprintln!("{condition}: {}", contest.name);
            let trials = (0..arguments.judgements)
                .map(|seed| trial::judge(&contest, seed))
                .collect();
            rows.push(Row { contest, trials });
        }
        sections.push(Section { condition, rows });
    }
    let text = report::render(&sections);
    println!("{text}");
    if let Some(output) = &arguments.output {
        fs::write(output, text)
            .map_err(|error| format!("cannot write {}: {error}", output.display()))?;
    }
    let rows = || sections.iter().flat_map(|section| &section.rows);
    match rows().map(Row::wrong).sum() {
        0_usize => Ok(()),
        wrong => Err(format!("{wrong} verdicts are wrong")),
    }
}
