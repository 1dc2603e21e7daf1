//! `cargo perfmacro`: sets up, lists, checks and diagnoses budgets on performance.
//!
//! Thin over Cargo, test executables and benchmark targets: it measures nothing itself. The way is
//! [`command_line`] -> a file for each subcommand -> [`exit_code`]. [`manifest`], [`bench_file`], [`listing`],
//! [`chosen`], [`verdicts`], [`difference`] and the doctor's diagnosis are functions of values; [`cargo`], [`files`] and the
//! subcommands are the edge. Invariant: only [`terminal`] prints.

mod baselines;
mod bench;
mod bench_file;
mod cargo;
mod check;
mod chosen;
mod command_line;
mod difference;
mod doctor;
mod enforcement;
mod exit_code;
mod files;
mod init;
mod list;
mod listing;
mod manifest;
mod merging;
mod profile;
mod ratcheting;
mod recorded;
mod selection;
mod suites;
mod table;
mod terminal;
mod verdicts;
mod workspace;

use std::env;
use std::error::Error;
use std::process::ExitCode;

use cargo::Cargo;
use command_line::{CommandLine, Verb};
use exit_code::Exit;
use terminal::Terminal;

fn main() -> ExitCode {
    let command_line = match command_line::parse(env::args_os()) {
        Ok(command_line) => command_line,
        Err(error) => error.exit(),
    };
    run(command_line).into()
}

fn run(command_line: CommandLine) -> Exit {
    let CommandLine {
        colour,
        volume,
        manifest_path,
        verb,
    } = command_line;
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    let terminal = Terminal::new(colour, volume, is_set("NO_COLOR") || is_dumb);
    let cargo = Cargo::new(manifest_path, terminal);
    match verb {
        Verb::Init(options) => init::init(&options, &cargo, terminal)
            .unwrap_or_else(|error| failed(&error, Exit::CouldNotRun, terminal)),
        Verb::List(options) => list::list(&options, &cargo, terminal)
            .unwrap_or_else(|error| failed(&error, error.exit(), terminal)),
        Verb::Bench(options) => bench::bench(&options, &cargo, terminal)
            .unwrap_or_else(|error| failed(&error, error.exit(), terminal)),
        Verb::Profile(options) => profile::profile(&options, &cargo, terminal)
            .unwrap_or_else(|error| failed(&error, error.exit(), terminal)),
        Verb::Check(options) => check::check(&options, &cargo, terminal)
            .unwrap_or_else(|error| failed(&error, error.exit(), terminal)),
        Verb::Doctor(options) => {
            doctor::doctor(&options, &cargo, terminal).unwrap_or_else(|message| {
                terminal.tell_error(&message);
                Exit::CouldNotRun
            })
        }
        Verb::Report(options) => recorded::report(&options, &cargo, terminal)
            .unwrap_or_else(|error| failed(&error, Exit::CouldNotRun, terminal)),
        Verb::Baseline(keep) => baselines::keep(&keep, &cargo, terminal)
            .unwrap_or_else(|error| failed(&error, Exit::CouldNotRun, terminal)),
        Verb::Compare(options) => baselines::compare(&options, &cargo, terminal)
            .unwrap_or_else(|error| failed(&error, Exit::CouldNotRun, terminal)),
        Verb::Merge(options) => merging::merge(&options, terminal)
            .unwrap_or_else(|error| failed(&error, Exit::CouldNotRun, terminal)),
        Verb::Ratchet(options) => ratcheting::ratchet(&options, &cargo, terminal)
            .unwrap_or_else(|error| failed(&error, Exit::CouldNotRun, terminal)),
        Verb::Completions(shell) => {
            let mut script = Vec::new();
            clap_complete::generate(
                shell,
                &mut command_line::command(),
                "cargo-perfmacro",
                &mut script,
            );
            terminal.show(String::from_utf8_lossy(&script).trim_end());
            Exit::Passed
        }
    }
}

/// Tells an error with its causes.
fn failed(error: &dyn Error, exit: Exit, terminal: Terminal) -> Exit {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(cause.to_string().trim_end());
        source = cause.source();
    }
    terminal.tell_error(&text);
    exit
}
