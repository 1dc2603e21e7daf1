//! `check`, as it is written.

use clap::{ArgMatches, Command};

use crate::check::Check;

use super::arguments::{
    build, enforced, enforcement, filter, flag, packages, read_rest, rest, selection, shard,
    sharded, text,
};

pub(super) fn command() -> Command {
    Command::new("check")
        .about("Tests the budgets and nothing else, and shows a table of the verdicts")
        .long_about(
            "Tests the budgets and nothing else: runs the tests whose path has a `perf_` module, and shows a table of the \
             verdicts at the end. The account of each breach stands above the table.",
        )
        .arg(filter("Only tests whose path has this text, such as `parse` or `perf_parse::size_10`"))
        .arg(shard())
        .args(packages())
        .args(build(true))
        .args(enforcement())
        .arg(flag("nextest").help("Run them with cargo-nextest"))
        .arg(rest("For the test executables, or for nextest: --test-threads=1"))
}

pub(super) fn read(matches: &ArgMatches) -> Check {
    Check {
        selection: selection(matches),
        filter: text(matches, "FILTER"),
        shard: sharded(matches),
        enforcement: enforced(matches),
        uses_nextest: matches.get_flag("nextest"),
        rest: read_rest(matches),
    }
}
