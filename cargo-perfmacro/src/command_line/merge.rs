//! `merge`, as it is written.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::merging::Merge;

use super::arguments::{option, path, paths, text};

pub(super) fn command() -> Command {
    Command::new("merge")
        .about("Joins the records of many machines or processes into those of one run")
        .arg(
            Arg::new("FILE")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help("Files of records"),
        )
        .arg(
            option("output")
                .short('o')
                .required(true)
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("The file to write"),
        )
        .arg(
            option("run")
                .value_name("NAME")
                .help("What the run is called; needed where they are of several"),
        )
}

pub(super) fn read(matches: &ArgMatches) -> Merge {
    Merge {
        files: paths(matches, "FILE"),
        output: path(matches, "output").expect("clap requires an output"),
        run: text(matches, "run"),
    }
}
