//! The command line, and its help: a file for each subcommand, of how it is written and how it is read.

mod arguments;
mod baseline;
mod bench;
mod check;
mod compare;
mod doctor;
#[cfg(test)]
mod documented;
mod init;
mod list;
mod merge;
mod profile;
mod ratchet;
mod report;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use crate::baselines::{Compare, Keep};
use crate::bench::Bench;
use crate::check::Check;
use crate::doctor::Doctor;
use crate::exit_code;
use crate::init::Init;
use crate::list::List;
use crate::merging::Merge;
use crate::profile::Profile;
use crate::ratcheting::Ratchet;
use crate::recorded::Report;
use crate::terminal::{Colour, Volume};

use arguments::flag;

/// What is to be done.
#[derive(Clone, Debug)]
pub(crate) struct CommandLine {
    pub(crate) colour: Colour,
    pub(crate) volume: Volume,
    pub(crate) manifest_path: Option<PathBuf>,
    pub(crate) verb: Verb,
}

/// A subcommand with what it was given.
#[derive(Clone, Debug)]
pub(crate) enum Verb {
    Init(Init),
    List(List),
    Bench(Bench),
    Profile(Profile),
    Check(Check),
    Doctor(Doctor),
    Report(Report),
    Baseline(Keep),
    Compare(Compare),
    Merge(Merge),
    Ratchet(Ratchet),
    Completions(Shell),
}

/// The command; `cargo perfmacro` as people call it.
pub(crate) fn command() -> Command {
    Command::new("cargo-perfmacro")
        .bin_name("cargo perfmacro")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Performance budgets that live in the source: sets up, lists, checks, reports and diagnoses them")
        .after_long_help(exit_code::HELP)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(global())
        .subcommand(init::command())
        .subcommand(list::command())
        .subcommand(bench::command())
        .subcommand(profile::command())
        .subcommand(check::command())
        .subcommand(doctor::command())
        .subcommand(report::command())
        .subcommand(baseline::command())
        .subcommand(compare::command())
        .subcommand(merge::command())
        .subcommand(ratchet::command())
        .subcommand(
            Command::new("completions")
                .about("Prints what a shell needs to complete the commands and options")
                .after_long_help("Example: cargo perfmacro completions bash > ~/.local/share/bash-completion/completions/cargo-perfmacro")
                .arg(
                    Arg::new("shell")
                        .required(true)
                        .value_parser(value_parser!(Shell))
                        .help("The shell"),
                ),
        )
}

fn global() -> [Arg; 4] {
    [
        Arg::new("color")
            .long("color")
            .alias("colour")
            .global(true)
            .value_name("WHEN")
            .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
            .default_value("auto")
            .help("When to colour; auto does on a terminal, unless NO_COLOR is set"),
        flag("quiet")
            .short('q')
            .global(true)
            .conflicts_with("verbose")
            .help("Print results and errors alone, without progress"),
        flag("verbose")
            .short('v')
            .global(true)
            .help("Print also the commands that are run, and all that they say"),
        Arg::new("manifest-path")
            .long("manifest-path")
            .global(true)
            .value_name("PATH")
            .value_parser(value_parser!(PathBuf))
            .help("The Cargo.toml to work on [default: that of this folder or one above]"),
    ]
}

/// Whatever clap finds wrong, and its texts for `--help` and `--version`.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<CommandLine, clap::Error> {
    let mut arguments = arguments.into_iter().collect::<Vec<_>>();
    if arguments.get(1).is_some_and(|first| first == "perfmacro") {
        arguments.remove(1);
    }
    let mut matches = command().try_get_matches_from(arguments)?;
    let (verb, matches) = matches
        .remove_subcommand()
        .expect("clap requires a subcommand");
    Ok(CommandLine {
        colour: match arguments::text(&matches, "color").as_deref() {
            Some("always") => Colour::Always,
            Some("never") => Colour::Never,
            _ => Colour::Auto,
        },
        volume: match (matches.get_flag("quiet"), matches.get_flag("verbose")) {
            (true, _) => Volume::Quiet,
            (_, true) => Volume::Verbose,
            _ => Volume::Normal,
        },
        manifest_path: matches.get_one::<PathBuf>("manifest-path").cloned(),
        verb: self::verb(&verb, &matches)?,
    })
}

fn verb(name: &str, matches: &ArgMatches) -> Result<Verb, clap::Error> {
    Ok(match name {
        "init" => Verb::Init(init::read(matches)),
        "list" => Verb::List(list::read(matches)),
        "bench" => Verb::Bench(bench::read(matches)),
        "profile" => Verb::Profile(profile::read(matches)?),
        "check" => Verb::Check(check::read(matches)),
        "doctor" => Verb::Doctor(doctor::read(matches)),
        "report" => Verb::Report(report::read(matches)),
        "baseline" => Verb::Baseline(baseline::read(matches)),
        "compare" => Verb::Compare(compare::read(matches)),
        "merge" => Verb::Merge(merge::read(matches)),
        "ratchet" => Verb::Ratchet(ratchet::read(matches)),
        _ => Verb::Completions(
            *matches
                .get_one::<Shell>("shell")
                .expect("clap requires a shell"),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Tool;

    #[test]
    fn the_command_is_consistent_and_every_argument_has_help() {
        command().debug_assert();
        for verb in command().get_subcommands() {
            for argument in verb.get_arguments() {
                assert!(
                    argument.get_help().is_some(),
                    "{} {}",
                    verb.get_name(),
                    argument.get_id()
                );
            }
            assert!(verb.get_about().is_some(), "{}", verb.get_name());
        }
    }

    fn parsed(line: &str) -> CommandLine {
        parse(line.split_whitespace().map(OsString::from)).expect("legal arguments")
    }

    #[test]
    fn cargos_own_word_is_passed_over() {
        for line in ["cargo-perfmacro perfmacro list x", "cargo-perfmacro list x"] {
            assert!(
                matches!(parsed(line).verb, Verb::List(List { filter: Some(filter), .. }) if filter == "x")
            );
        }
    }

    #[test]
    fn what_is_behind_two_dashes_is_handed_on() {
        let Verb::Bench(Bench { filter, rest, .. }) =
            parsed("cargo-perfmacro bench -- --quick x").verb
        else {
            panic!("it is `bench`");
        };
        assert_eq!((filter, rest), (None, vec!["--quick".into(), "x".into()]));
    }

    #[test]
    fn a_profile_is_a_flamegraph_unless_another_tool_is_named() {
        let Verb::Profile(plain) = parsed("x profile a::b/10").verb else {
            panic!("it is `profile`");
        };
        assert_eq!(
            (plain.case.as_str(), plain.tool),
            ("a::b/10", Tool::Flamegraph)
        );
        assert_eq!((plain.save, plain.diff, plain.output), (None, None, None));
        let line = "x profile b --tool perf --seconds 0.5 --save after --diff before -o a.data -p a -- -e cycles";
        let Verb::Profile(full) = parsed(line).verb else {
            panic!("it is `profile`");
        };
        assert_eq!(full.tool, Tool::Perf);
        assert_eq!(full.extent.seconds, Some(0.5));
        assert_eq!(
            full.save.map(|name| name.to_string()).as_deref(),
            Some("after")
        );
        assert_eq!(full.diff.as_deref(), Some("before"));
        assert_eq!(full.selection.packages, ["a"]);
        assert_eq!(full.rest, ["-e", "cycles"]);
    }

    #[test]
    fn a_slip_is_refused() {
        for line in [
            "x",
            "x initt",
            "x init --features speed",
            "x init --path a --version 1",
            "x init --bench a/b",
            "x list --format xml",
            "x profile",
            "x profile a --tool gprof",
            "x profile a --seconds 0",
            "x profile a --calls 0",
            "x profile a --save a/b",
            "x profile a --tool callgrind --diff main",
            "x profile a --tool massif --save main",
            "x profile a -- --cache-sim=yes",
            "x check -p a --workspace",
            "x check --exclude a",
            "x check --shard 2",
            "x bench --shard 0/2",
            "x list --shard 3/2",
            "x -q -v list",
        ] {
            let arguments = line.split_whitespace().map(OsString::from);
            assert_eq!(
                parse(arguments).map_err(|error| error.exit_code()).err(),
                Some(2),
                "{line}"
            );
        }
    }
}
