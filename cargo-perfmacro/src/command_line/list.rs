//! `list`, as it is written.

use clap::{ArgMatches, Command};

use crate::list::List;

use super::arguments::{build, filter, format, is_json, packages, selection, shard, sharded, text};

pub(super) fn command() -> Command {
    Command::new("list")
        .about("Lists every annotated function with its cases, budgets and place; runs none")
        .after_long_help(
            "Builds the benchmark targets, which know what is annotated. With --format json each line is an object: \
             `name`, `package`, `file`, `line`, `size`, `tests`, `budgets` and more.",
        )
        .arg(filter("Only cases whose names match this pattern"))
        .arg(shard())
        .args(packages())
        .args(build(false))
        .arg(format())
}

pub(super) fn read(matches: &ArgMatches) -> List {
    List {
        selection: selection(matches),
        filter: text(matches, "FILTER"),
        shard: sharded(matches),
        is_json: is_json(matches),
    }
}
