//! `init`, as it is written.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, ArgMatches, Command, value_parser};

use crate::init::Init;

use super::arguments::{flag, option, packages, path, selection, text, texts};

/// Features that `init` can turn on beside `bench`.
const FEATURES: [&str; 7] = [
    "alloc",
    "counting",
    "linkme",
    "perf-event",
    "smol",
    "tokio",
    "budget",
];

pub(super) fn command() -> Command {
    Command::new("init")
        .about("Adds to a package what budgets need, and shows the change first")
        .long_about(
            "Adds to a package what budgets need: the dependency lines, the benchmark target and its file, `bench = \
             false` for the library and the binaries, optimised tests, and a resolver that keeps features of tests out of \
             production.\n\nComments and formatting stay as they are. The change is shown as a diff, and made once it is \
             confirmed: on a terminal by an answer, elsewhere and with --yes at once. Either all files are written or none. A \
             second run changes nothing. In a workspace without a root package every member with a library is set up.",
        )
        .args(packages())
        .arg(
            option("version")
                .value_name("REQUIREMENT")
                .conflicts_with("path")
                .help("The version of perfmacro to depend on [default: that of this command]"),
        )
        .arg(
            option("path")
                .value_name("FOLDER")
                .value_parser(value_parser!(PathBuf))
                .help("A folder that has perfmacro, to depend on in place of a version"),
        )
        .arg(
            option("features")
                .short('F')
                .action(ArgAction::Append)
                .value_delimiter(',')
                .value_parser(PossibleValuesParser::new(FEATURES))
                .help("Features of perfmacro for tests and benchmarks, beside `bench`"),
        )
        .arg(
            option("bench")
                .value_name("NAME")
                .default_value("perf")
                .value_parser(target_name)
                .help("The name of the benchmark target"),
        )
        .arg(flag("yes").short('y').help("Do not ask"))
        .arg(
            flag("dry-run")
                .short('n')
                .conflicts_with("yes")
                .help("Show the change and make none"),
        )
}

pub(super) fn read(matches: &ArgMatches) -> Init {
    Init {
        selection: selection(matches),
        version: text(matches, "version"),
        path: path(matches, "path"),
        features: texts(matches, "features"),
        bench: text(matches, "bench").expect("it has a default"),
        is_confirmed: matches.get_flag("yes"),
        is_dry: matches.get_flag("dry-run"),
    }
}

/// What Cargo and file systems take for the name of a target.
fn target_name(name: &str) -> Result<String, String> {
    let is_legal = |character: char| character.is_ascii_alphanumeric() || "_-".contains(character);
    if !name.is_empty() && name.chars().all(is_legal) {
        Ok(name.to_owned())
    } else {
        Err("expected letters, digits, `_` and `-`".to_owned())
    }
}
