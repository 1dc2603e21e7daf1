//! Arguments that several subcommands take, and how they are read.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use perfmacro_runtime::shard::Shard;

use crate::enforcement::Enforcement;
use crate::selection::Selection;

pub(super) fn packages() -> [Arg; 3] {
    [
        option("package")
            .short('p')
            .value_name("PACKAGE")
            .action(ArgAction::Append)
            .conflicts_with("workspace")
            .help("A package of the workspace; may be repeated"),
        flag("workspace").help("All packages of the workspace"),
        option("exclude")
            .value_name("PACKAGE")
            .action(ArgAction::Append)
            .requires("workspace")
            .help("With --workspace: all but this; may be repeated"),
    ]
}

pub(super) fn build(has_release: bool) -> Vec<Arg> {
    let mut all = vec![
        option("features")
            .short('F')
            .action(ArgAction::Append)
            .help("Features of the packages to turn on, with commas between them"),
        flag("all-features").help("Turn on all features of the packages"),
        flag("no-default-features").help("Turn off the default features of the packages"),
        option("profile")
            .value_name("NAME")
            .help("The profile to build with"),
    ];
    if has_release {
        all.push(
            flag("release")
                .short('r')
                .conflicts_with("profile")
                .help("Build with the release profile"),
        );
    }
    all
}

pub(super) fn enforcement() -> [Arg; 2] {
    [
        flag("strict").help("Whatever is not a PASS fails; PERFMACRO_ENFORCE=strict"),
        option("scale")
            .value_name("FACTOR")
            .help("Stretch every budget on time, for a slower machine; PERFMACRO_SCALE"),
    ]
}

pub(super) fn shard() -> Arg {
    option("shard")
        .value_name("K/N")
        .value_parser(Shard::parse)
        .help("Share K of N of the functions, for one machine of several; PERFMACRO_SHARD")
}

pub(super) fn format() -> Arg {
    option("format")
        .value_parser(PossibleValuesParser::new(["table", "json"]))
        .default_value("table")
        .help("For people, or for programs")
}

pub(super) fn filter(help: &'static str) -> Arg {
    Arg::new("FILTER").index(1).help(help)
}

pub(super) fn rest(help: &'static str) -> Arg {
    Arg::new("REST")
        .index(2)
        .last(true)
        .num_args(0..)
        .value_parser(value_parser!(OsString))
        .help(help)
}

pub(super) fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

pub(super) fn option(name: &'static str) -> Arg {
    Arg::new(name).long(name).num_args(1)
}

pub(super) fn enforced(matches: &ArgMatches) -> Enforcement {
    Enforcement {
        is_strict: matches.get_flag("strict"),
        scale: text(matches, "scale"),
    }
}

pub(super) fn sharded(matches: &ArgMatches) -> Option<Shard> {
    matches.get_one::<Shard>("shard").copied()
}

pub(super) fn selection(matches: &ArgMatches) -> Selection {
    let flag = |name: &str| matches!(matches.try_get_one::<bool>(name), Ok(Some(true)));
    let profile = matches
        .try_get_one::<String>("profile")
        .ok()
        .flatten()
        .cloned();
    Selection {
        packages: texts(matches, "package"),
        workspace: flag("workspace"),
        exclude: texts(matches, "exclude"),
        features: texts(matches, "features"),
        all_features: flag("all-features"),
        no_default_features: flag("no-default-features"),
        profile: profile.or_else(|| flag("release").then(|| "release".to_owned())),
    }
}

pub(super) fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

pub(super) fn texts(matches: &ArgMatches, name: &str) -> Vec<String> {
    let found = matches.try_get_many::<String>(name).ok().flatten();
    found.into_iter().flatten().cloned().collect()
}

/// The format is `json`.
pub(super) fn is_json(matches: &ArgMatches) -> bool {
    text(matches, "format").as_deref() == Some("json")
}

/// What is behind `--`.
pub(super) fn read_rest(matches: &ArgMatches) -> Vec<OsString> {
    let rest = matches.get_many::<OsString>("REST");
    rest.into_iter().flatten().cloned().collect()
}

/// A file or a folder.
pub(super) fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

/// Files or folders.
pub(super) fn paths(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    let found = matches.get_many::<PathBuf>(name);
    found.into_iter().flatten().cloned().collect()
}
