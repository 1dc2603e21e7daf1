//! The command line, and its help.

use std::ffi::OsString;
use std::path::PathBuf;

use cargo_perfmacro::baseline::{Name, Overwrite};
use cargo_perfmacro::compare::{self, Bands};
use cargo_perfmacro::ratchet;
use cargo_perfmacro::report::Format;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use crate::baselines::{Compare, Keep};
use crate::exit_code;
use crate::merging::Merge;
use crate::ratcheting::Ratchet;
use crate::selection::Selection;
use crate::terminal::{Colour, Volume};

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
    List {
        selection: Selection,
        filter: Option<String>,
        is_json: bool,
    },
    Bench {
        selection: Selection,
        filter: Option<String>,
        enforcement: Enforcement,
        rest: Vec<OsString>,
    },
    Check {
        selection: Selection,
        filter: Option<String>,
        enforcement: Enforcement,
        uses_nextest: bool,
        rest: Vec<OsString>,
    },
    Doctor {
        selection: Selection,
        is_json: bool,
    },
    Report(Report),
    Baseline(Keep),
    Compare(Compare),
    Merge(Merge),
    Ratchet(Ratchet),
    Completions(Shell),
}

/// What `report` tells, and how.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) format: Format,
    pub(crate) output: Option<PathBuf>,
    pub(crate) run: Option<String>,
    pub(crate) runs: Option<usize>,
    pub(crate) files: Vec<PathBuf>,
}

/// How `init` sets up.
#[derive(Clone, Debug)]
pub(crate) struct Init {
    pub(crate) selection: Selection,
    pub(crate) version: Option<String>,
    pub(crate) path: Option<PathBuf>,
    pub(crate) features: Vec<String>,
    pub(crate) bench: String,
    pub(crate) is_confirmed: bool,
    pub(crate) is_dry: bool,
}

/// What the environment says of enforcement where a flag says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Enforcement {
    pub(crate) is_strict: bool,
    pub(crate) scale: Option<String>,
}

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
        .subcommand(init())
        .subcommand(list())
        .subcommand(bench())
        .subcommand(check())
        .subcommand(doctor())
        .subcommand(report())
        .subcommand(baseline())
        .subcommand(comparison())
        .subcommand(merge())
        .subcommand(ratcheting())
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

fn init() -> Command {
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

fn list() -> Command {
    Command::new("list")
        .about("Lists every annotated function with its cases, budgets and place; runs none")
        .after_long_help(
            "Builds the benchmark targets, which know what is annotated. With --format json each line is an object: \
             `name`, `package`, `file`, `line`, `size`, `tests`, `budgets` and more.",
        )
        .arg(filter("Only cases whose names match this pattern"))
        .args(packages())
        .args(build(false))
        .arg(format())
}

fn bench() -> Command {
    Command::new("bench")
        .about("Runs the Criterion suites, as `cargo bench` does, and no other benchmark")
        .after_long_help(
            "What is behind `--` goes to the suites: `cargo perfmacro bench -- --quick --save-baseline main`.",
        )
        .arg(filter("Only cases whose names match this pattern"))
        .args(packages())
        .args(build(false))
        .args(enforcement())
        .arg(rest("For the benchmark targets: Criterion's flags"))
}

fn check() -> Command {
    Command::new("check")
        .about("Tests the budgets and nothing else, and shows a table of the verdicts")
        .long_about(
            "Tests the budgets and nothing else: runs the tests whose path has a `perf_` module, and shows a table of the \
             verdicts at the end. The account of each breach stands above the table.",
        )
        .arg(filter("Only tests whose path has this text, such as `parse` or `perf_parse::size_10`"))
        .args(packages())
        .args(build(true))
        .args(enforcement())
        .arg(flag("nextest").help("Run them with cargo-nextest"))
        .arg(rest("For the test executables, or for nextest: --test-threads=1"))
}

fn doctor() -> Command {
    Command::new("doctor")
        .about("Says what is wrong with a set-up, and the line that mends it; exits 0 where nothing is")
        .args(packages())
        .arg(format())
}

fn report() -> Command {
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

fn baseline() -> Command {
    let name = || {
        Arg::new("name")
            .required(true)
            .value_name("NAME")
            .value_parser(|text: &str| text.parse::<Name>())
            .help("The baseline's name")
    };
    Command::new("baseline")
        .about("Keeps results as files beside the source, perfmacro/baselines/NAME.json, fit to be committed")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("save")
                .about("Saves a run's results")
                .arg(name())
                .arg(
                    option("run")
                        .value_name("RUN")
                        .help("A run's name or a file of records [default: the newest run]"),
                )
                .arg(flag("overwrite").help("Replace a baseline of that name")),
        )
        .subcommand(Command::new("list").about("Lists the names"))
        .subcommand(
            Command::new("show")
                .about("Says of what machine and build one is")
                .arg(name()),
        )
        .subcommand(Command::new("remove").about("Removes one").arg(name()))
}

fn comparison() -> Command {
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
        .arg(flag("across-machines").help("Compare times of different machines and builds all the same"))
        .arg(
            option("format")
                .value_name("FORMAT")
                .value_parser(PossibleValuesParser::new(["table", "markdown", "json"]))
                .default_value("table")
                .help("The format"),
        )
}

fn merge() -> Command {
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

fn ratcheting() -> Command {
    Command::new("ratchet")
        .about("Writes budgets from what was measured into the attributes, and shows the change first")
        .long_about(
            "Writes budgets from what was measured into the attributes: a first target where there is none, and a tighter \
             one where there is more room than the headroom. Take a run without a filter: a budget that several cases share is written \
             from those that were measured. Nothing is loosened without --loosen, formulas and lists are left \
             alone, and nothing else in the source changes.",
        )
        .arg(
            option("headroom")
                .value_name("PERCENT")
                .value_parser(value_parser!(f64))
                .help("What a budget on time has above what was measured [default: 50]"),
        )
        .arg(flag("loosen").help("Also raise budgets that were breached"))
        .arg(flag("yes").short('y').help("Make the change without asking"))
        .arg(flag("dry-run").help("Show the change and make none"))
        .arg(
            Arg::new("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("A file of records [default: the newest run's]"),
        )
}

fn packages() -> [Arg; 3] {
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

fn build(has_release: bool) -> Vec<Arg> {
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

fn enforcement() -> [Arg; 2] {
    [
        flag("strict").help("Whatever is not a PASS fails; PERFMACRO_ENFORCE=strict"),
        option("scale")
            .value_name("FACTOR")
            .help("Stretch every budget on time, for a slower machine; PERFMACRO_SCALE"),
    ]
}

fn format() -> Arg {
    option("format")
        .value_parser(PossibleValuesParser::new(["table", "json"]))
        .default_value("table")
        .help("For people, or for programs")
}

fn filter(help: &'static str) -> Arg {
    Arg::new("FILTER").index(1).help(help)
}

fn rest(help: &'static str) -> Arg {
    Arg::new("REST")
        .index(2)
        .last(true)
        .num_args(0..)
        .value_parser(value_parser!(OsString))
        .help(help)
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

fn option(name: &'static str) -> Arg {
    Arg::new(name).long(name).num_args(1)
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

/// Parses arguments, the program's name first; Cargo puts `perfmacro` behind it.
///
/// # Errors
///
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
        colour: match text(&matches, "color").as_deref() {
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
        verb: self::verb(&verb, &matches),
    })
}

fn verb(name: &str, matches: &ArgMatches) -> Verb {
    let filter = || text(matches, "FILTER");
    let rest = || {
        let rest = matches.get_many::<OsString>("REST");
        rest.into_iter().flatten().cloned().collect()
    };
    let is_json = || text(matches, "format").as_deref() == Some("json");
    match name {
        "init" => Verb::Init(Init {
            selection: selection(matches),
            version: text(matches, "version"),
            path: matches.get_one::<PathBuf>("path").cloned(),
            features: texts(matches, "features"),
            bench: text(matches, "bench").expect("it has a default"),
            is_confirmed: matches.get_flag("yes"),
            is_dry: matches.get_flag("dry-run"),
        }),
        "list" => Verb::List {
            selection: selection(matches),
            filter: filter(),
            is_json: is_json(),
        },
        "bench" => Verb::Bench {
            selection: selection(matches),
            filter: filter(),
            enforcement: enforced(matches),
            rest: rest(),
        },
        "check" => Verb::Check {
            selection: selection(matches),
            filter: filter(),
            enforcement: enforced(matches),
            uses_nextest: matches.get_flag("nextest"),
            rest: rest(),
        },
        "doctor" => Verb::Doctor {
            selection: selection(matches),
            is_json: is_json(),
        },
        "report" => Verb::Report(Report {
            format: matches
                .get_one::<String>("format")
                .and_then(|format| format.parse().ok())
                .expect("clap knows the formats"),
            output: matches.get_one::<PathBuf>("output").cloned(),
            run: matches.get_one::<String>("run").cloned(),
            runs: matches.get_one::<usize>("runs").copied(),
            files: matches
                .get_many::<PathBuf>("FILE")
                .map(|files| files.cloned().collect())
                .unwrap_or_default(),
        }),
        "baseline" => Verb::Baseline(read_keep(matches)),
        "compare" => Verb::Compare(read_compare(matches)),
        "merge" => Verb::Merge(Merge {
            files: matches
                .get_many::<PathBuf>("FILE")
                .map(|files| files.cloned().collect())
                .unwrap_or_default(),
            output: matches
                .get_one::<PathBuf>("output")
                .cloned()
                .expect("clap requires an output"),
            run: matches.get_one::<String>("run").cloned(),
        }),
        "ratchet" => Verb::Ratchet(Ratchet {
            settings: ratchet::Settings {
                headroom: matches
                    .get_one::<f64>("headroom")
                    .map_or(ratchet::Settings::default().headroom, |percent| {
                        percent / 100.0
                    }),
                loosen: matches.get_flag("loosen"),
            },
            file: matches.get_one::<PathBuf>("FILE").cloned(),
            is_confirmed: matches.get_flag("yes"),
            is_dry: matches.get_flag("dry-run"),
        }),
        _ => Verb::Completions(
            *matches
                .get_one::<Shell>("shell")
                .expect("clap requires a shell"),
        ),
    }
}

fn enforced(matches: &ArgMatches) -> Enforcement {
    Enforcement {
        is_strict: matches.get_flag("strict"),
        scale: text(matches, "scale"),
    }
}

fn selection(matches: &ArgMatches) -> Selection {
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

fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

fn texts(matches: &ArgMatches, name: &str) -> Vec<String> {
    let found = matches.try_get_many::<String>(name).ok().flatten();
    found.into_iter().flatten().cloned().collect()
}

fn read_keep(matches: &ArgMatches) -> Keep {
    let (verb, matches) = matches.subcommand().expect("clap requires a subcommand");
    let name = || {
        matches
            .get_one::<Name>("name")
            .cloned()
            .expect("clap requires a name")
    };
    match verb {
        "save" => Keep::Save {
            name: name(),
            run: matches.get_one::<String>("run").cloned(),
            overwrite: if matches.get_flag("overwrite") {
                Overwrite::Replace
            } else {
                Overwrite::Refuse
            },
        },
        "show" => Keep::Show(name()),
        "remove" => Keep::Remove(name()),
        _ => Keep::List,
    }
}

fn read_compare(matches: &ArgMatches) -> Compare {
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
        format: match text("format").as_deref() {
            Some("markdown") => compare::Format::Markdown,
            Some("json") => compare::Format::Json,
            _ => compare::Format::Table,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
                matches!(parsed(line).verb, Verb::List { filter: Some(filter), .. } if filter == "x")
            );
        }
    }

    #[test]
    fn what_is_behind_two_dashes_is_handed_on() {
        let Verb::Bench { filter, rest, .. } = parsed("cargo-perfmacro bench -- --quick x").verb
        else {
            panic!("it is `bench`");
        };
        assert_eq!((filter, rest), (None, vec!["--quick".into(), "x".into()]));
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
            "x check -p a --workspace",
            "x check --exclude a",
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
