//! `bench`, as it is written.

use clap::{ArgMatches, Command};

use crate::bench::Bench;

use super::arguments::{
    build, enforced, enforcement, filter, packages, read_rest, rest, selection, shard, sharded,
    text,
};

pub(super) fn command() -> Command {
    Command::new("bench")
        .about("Runs the Criterion suites, as `cargo bench` does, and no other benchmark")
        .after_long_help(
            "What is behind `--` goes to the suites: `cargo perfmacro bench -- --quick --save-baseline main`.",
        )
        .arg(filter("Only cases whose names match this pattern"))
        .arg(shard())
        .args(packages())
        .args(build(false))
        .args(enforcement())
        .arg(rest("For the benchmark targets: Criterion's flags"))
}

pub(super) fn read(matches: &ArgMatches) -> Bench {
    Bench {
        selection: selection(matches),
        filter: text(matches, "FILTER"),
        shard: sharded(matches),
        enforcement: enforced(matches),
        rest: read_rest(matches),
    }
}
