//! `compare`, as it is written.

use cargo_perfmacro::compare::{self, Bands};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, value_parser};

use crate::baselines::Compare;

use super::arguments::{flag, option};

pub(super) fn command() -> Command {
    let share = |name: &'static str| {
        option(name)
            .value_name("PERCENT")
            .value_parser(value_parser!(f64))
    };
    Command::new("compare")
        .about("Compares results with earlier ones; exits with 3 on a regression")
        .long_about(
            "Compares results with earlier ones: each time by the fastest tenth of its samples, in three bands, and each \
             count exactly. A difference in time is a regression where it is significant and in the last band. What differs \
             between the machines and builds is said first, and their times are then not compared. docs/compare.md has the \
             method.",
        )
        .arg(
            Arg::new("base")
                .required(true)
                .value_name("BASE")
                .help("A baseline's name, a run's, or a file of either"),
        )
        .arg(
            Arg::new("new")
                .value_name("NEW")
                .help("The same [default: the newest run]"),
        )
        .arg(share("medium-from").help("Where the second band begins [default: 5]"))
        .arg(share("large-from").help("Where the last band begins [default: 10]"))
        .arg(flag("all").help("Show also the counts that are equal"))
        .arg(flag("across-machines").help("Compare times of different machines and builds all the same"))
        .arg(
            option("format")
                .value_name("FORMAT")
                .value_parser(PossibleValuesParser::new(["table", "markdown", "json"]))
                .default_value("table")
                .help("The format"),
        )
}

pub(super) fn read(matches: &ArgMatches) -> Compare {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let share = |name: &str, default: f64| {
        matches
            .get_one::<f64>(name)
            .map_or(default, |percent| percent / 100.0)
    };
    let standard = Bands::default();
    let bands = Bands::new(
        share("medium-from", standard.medium_from()),
        share("large-from", standard.large_from()),
    );
    let bands = bands.unwrap_or_else(|error| {
        command()
            .error(clap::error::ErrorKind::ValueValidation, error)
            .exit()
    });
    Compare {
        base: text("base").expect("clap requires a base"),
        new: text("new"),
        settings: compare::Settings {
            bands,
            across_machines: matches.get_flag("across-machines"),
            ..compare::Settings::default()
        },
        rows: if matches.get_flag("all") {
            compare::Rows::All
        } else {
            compare::Rows::WithoutEqual
        },
        format: match text("format").as_deref() {
            Some("markdown") => compare::Format::Markdown,
            Some("json") => compare::Format::Json,
            _ => compare::Format::Table,
        },
    }
}
