//! How often a verdict on a budget is wrong, and how long it takes: this engine and the rules that others
//! use, side by side on the same functions, on an idle machine and on a loaded one.
//!
//! Every trial is a process of its own, since a test run is one, and judges one function at a known distance
//! from its budget. Results go to `--output`: `trials.csv` (every answer), `verdicts.csv` (counts and times),
//! `verdicts.md` (the table, which is also printed), `verdicts.svg` (the picture), `truths.md` (how long the
//! functions took), and in `wrong/` what the engine had measured where it was wrong or undecided. Absolute times are this
//! machine's: compare the rows of one run.
//!
//! Exit codes: 0 measured, 1 something could not be measured, 2 wrong arguments.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that prints"
)]

mod archive;
mod arguments;
mod experiment;
mod level;
mod own;
mod picture;
mod recorder;
mod rule;
mod sample;
mod summary;
mod table;
mod trial;
mod truth;
mod workload;

use std::env;
use std::fs;
use std::process::ExitCode;
use std::thread;

use perfmacro_benches::load;
use perfmacro_runtime::Picoseconds;
use perfmacro_runtime::fresh::{self, Damaged, Routines};

use crate::archive::Record;
use crate::arguments::{Arguments, Task, USAGE, mode};
use crate::experiment::Experiment;
use crate::level::Level;
use crate::rule::Rule;
use crate::truth::Truth;
use crate::workload::Workload;

fn main() -> ExitCode {
    // What measures does so beside the main thread, as libtest's tests do: the allocator of a process with
    // one thread is faster.
    let answered = thread::spawn(|| answer_host().and_then(|()| answer_run())).join();
    let answered = answered.unwrap_or_else(|_| Err("a panic".to_owned()));
    match answered {
        Ok(None) => {}
        Ok(Some(text)) => {
            print!("{text}");
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprintln!("error: {problem}");
            return ExitCode::FAILURE;
        }
    }
    let arguments = match Arguments::parse(env::args().skip(1)) {
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

/// Measures and ends the process, where the engine started it to measure afresh.
fn answer_host() -> Result<(), String> {
    let request = fresh::request().map_err(|Damaged| "the engine's request cannot be read")?;
    let Some(request) = request else {
        return Ok(());
    };
    let workload = workload(&request.case)?;
    fresh::answer(
        &request,
        &Routines {
            pool: 1,
            start: &workload.start,
            start_counterpart: &|_| None,
        },
    )
}

/// What to print where this program started the process for a part of a run; `None` where it did not.
fn answer_run() -> Result<Option<String>, String> {
    let words = env::args().skip(1).collect::<Vec<_>>();
    let words = words.iter().map(String::as_str).collect::<Vec<_>>();
    load::answer(&words)?;
    let text = match words[..] {
        [mode::TRIAL, name, picoseconds] => trial::answer(workload(name)?, limit(picoseconds)?),
        [mode::SAMPLE, name, picoseconds] => sample::answer(workload(name)?, limit(picoseconds)?)?,
        [mode::CALIBRATE, name] => truth::answer(workload(name)?),
        _ => return Ok(None),
    };
    Ok(Some(text))
}

fn workload(name: &str) -> Result<Workload, String> {
    Workload::find(name).ok_or_else(|| format!("unknown workload `{name}`"))
}

fn limit(picoseconds: &str) -> Result<Picoseconds, String> {
    picoseconds
        .parse()
        .map(Picoseconds::new)
        .map_err(|_| format!("`{picoseconds}` is no limit"))
}

/// Does what was asked for.
fn run(arguments: &Arguments) -> Result<(), String> {
    if arguments.task == Task::Draw {
        return draw(arguments, &archive::read(&arguments.output)?);
    }
    let mut experiment = Experiment::begin(arguments)?;
    if let Task::Record(directory) = &arguments.task {
        return sample::record(&experiment, directory);
    }
    let again = experiment.run()?;
    let records = archive::read(&arguments.output)?;
    draw(arguments, &records)?;
    let truths = experiment.truths.iter().zip(&again);
    let truths = arguments
        .workloads
        .iter()
        .zip(truths)
        .map(|(workload, (truth, again))| told(*workload, truth, again))
        .collect::<String>();
    println!("{truths}");
    keep(arguments, &truths)?;
    check_complete(arguments, &records)
}

/// Writes everything that is made of the records, and prints the table.
fn draw(arguments: &Arguments, records: &[Record]) -> Result<(), String> {
    let output = &arguments.output;
    summary::write(output, records)?;
    let table = table::render(records);
    println!("{table}");
    let path = output.join("verdicts.md");
    fs::write(&path, table).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    picture::draw(&output.join("verdicts.svg"), records)
}

/// Writes how long calls took, behind what is there where results are added.
fn keep(arguments: &Arguments, truths: &str) -> Result<(), String> {
    let path = arguments.output.join("truths.md");
    let earlier = if arguments.is_appended {
        fs::read_to_string(&path).map_or_else(|_| String::new(), |text| text + "\n")
    } else {
        String::new()
    };
    let conditions = arguments.conditions.iter().map(ToString::to_string);
    let conditions = conditions.collect::<Vec<_>>().join(", ");
    fs::write(&path, format!("{earlier}{conditions}:\n\n{truths}"))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// A line on how long a call takes, before and after.
fn told(workload: Workload, truth: &Truth, again: &Truth) -> String {
    let (fastest, slowest) = truth.range();
    format!(
        "- {}: {} a call, {fastest} to {slowest} by process ({} of them); {:+.1} % at the end\n",
        workload.name,
        truth.time(),
        truth.processes.len(),
        100.0 * (again.time().ratio_to(truth.time()) - 1.0)
    )
}

/// Whether every row that was asked for has a trial of every rule.
fn check_complete(arguments: &Arguments, records: &[Record]) -> Result<(), String> {
    for condition in &arguments.conditions {
        for workload in &arguments.workloads {
            for level in Level::ALL {
                for rule in Rule::ALL {
                    let is_there = records.iter().any(|record| {
                        record.condition == *condition
                            && record.workload == workload.name
                            && record.level == level
                            && record.outcome.rule == rule
                    });
                    if !is_there {
                        let name = workload.name;
                        return Err(format!("no {rule} for {name} at {level}, {condition}"));
                    }
                }
            }
        }
    }
    Ok(())
}
