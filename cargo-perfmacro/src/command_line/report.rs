//! `report`, as it is written.

use std::path::PathBuf;

use cargo_perfmacro::report::Format;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, value_parser};

use crate::recorded::Report;

use super::arguments::{option, path, paths, text};

pub(super) fn command() -> Command {
    Command::new("report")
        .about("Writes what runs have recorded, as a table, for a pull request, for CI, or as a page of its own")
        .long_about(
            "Writes what runs have recorded: of the newest run, or for html of the newest twenty. Every budget run and \
             every benchmark run leaves records in the target directory; PERFMACRO_RECORDS says where else.\n\nThe \
             exit code is 0 whatever the verdicts are: `check` and `bench --strict` fail.",
        )
        .arg(
            option("format")
                .value_name("FORMAT")
                .value_parser(PossibleValuesParser::new(Format::ALL.map(Format::name)))
                .default_value("table")
                .help("The format"),
        )
        .arg(
            option("output")
                .short('o')
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("The file to write [default: standard output]"),
        )
        .arg(
            option("run")
                .value_name("RUN")
                .help("The run of this name: PERFMACRO_RUN, or a file's name without .jsonl"),
        )
        .arg(
            option("runs")
                .value_name("COUNT")
                .value_parser(value_parser!(usize))
                .conflicts_with("run")
                .help("The newest so many runs"),
        )
        .arg(
            Arg::new("FILE")
                .num_args(0..)
                .value_parser(value_parser!(PathBuf))
                .conflicts_with_all(["run", "runs"])
                .help("Files of records, in place of those in the target directory"),
        )
}

pub(super) fn read(matches: &ArgMatches) -> Report {
    Report {
        format: text(matches, "format")
            .and_then(|format| format.parse().ok())
            .expect("clap knows the formats"),
        output: path(matches, "output"),
        run: text(matches, "run"),
        runs: matches.get_one::<usize>("runs").copied(),
        files: paths(matches, "FILE"),
    }
}
