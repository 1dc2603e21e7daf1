//! `profile`, as it is written.

use std::time::Duration;

use cargo_perfmacro::baseline::Name;
use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgMatches, Command, value_parser};

use crate::profile::{Extent, Profile, Tool};

use super::arguments::{build, option, packages, path, read_rest, rest, selection, text};

/// How long a tool may take, where the command line does not say.
const TIMEOUT: u64 = 600;

pub(super) fn command() -> Command {
    Command::new("profile")
        .about("Runs one case in a loop under a profiler; draws a flamegraph without any other program")
        .long_about(
            "Runs one case in a loop under a profiler. The flamegraph needs no other program; what else is missing is said \
             with the line that installs it. Files go to `perfmacro/profiles` in the target directory. docs/profile.md says \
             what each tool shows, and what is not in it.",
        )
        .arg(
            Arg::new("CASE")
                .index(1)
                .required(true)
                .help("A case's whole name, or a pattern that matches one"),
        )
        .arg(
            option("tool")
                .value_name("TOOL")
                .value_parser(PossibleValuesParser::new(Tool::ALL.map(Tool::name)))
                .default_value(Tool::Flamegraph.name())
                .help("What looks at the calls"),
        )
        .arg(
            option("seconds")
                .value_name("SECONDS")
                .value_parser(seconds)
                .help("Make calls for about so long [default: 5; 10 for tools that follow every call]"),
        )
        .arg(
            option("calls")
                .value_name("COUNT")
                .value_parser(value_parser!(u64).range(1..))
                .help("Make so many calls [default: 1000 at most for tools that follow every call]"),
        )
        .arg(
            option("timeout")
                .value_name("SECONDS")
                .value_parser(value_parser!(u64).range(1..=86_400))
                .help("End the tool where it takes longer [default: 600]"),
        )
        .arg(
            option("output")
                .short('o')
                .value_name("FILE")
                .value_parser(value_parser!(std::path::PathBuf))
                .help("Where the tool's file goes"),
        )
        .arg(
            option("save")
                .value_name("NAME")
                .value_parser(|text: &str| text.parse::<Name>())
                .help("Keep the stacks under a name, for --diff; with flamegraph and perf"),
        )
        .arg(
            option("diff")
                .value_name("BASELINE")
                .help("Draw what differs from stacks that were saved, or from a file of folded stacks"),
        )
        .args(packages())
        .args(build(false))
        .arg(rest("For the tool: --cache-sim=yes"))
}

/// The arguments.
///
/// # Errors
///
/// What the tool has no use for.
pub(super) fn read(matches: &ArgMatches) -> Result<Profile, clap::Error> {
    let tool = text(matches, "tool")
        .and_then(|name| Tool::named(&name))
        .expect("clap knows the names");
    let profile = Profile {
        selection: selection(matches),
        case: text(matches, "CASE").expect("clap requires a case"),
        tool,
        extent: Extent {
            seconds: matches.get_one::<f64>("seconds").copied(),
            calls: matches.get_one::<u64>("calls").copied(),
        },
        timeout: Duration::from_secs(matches.get_one("timeout").copied().unwrap_or(TIMEOUT)),
        output: path(matches, "output"),
        save: matches.get_one::<Name>("save").cloned(),
        diff: text(matches, "diff"),
        rest: read_rest(matches),
    };
    let refused = |message: String| Err(command().error(ErrorKind::ArgumentConflict, message));
    for (option, is_given) in [
        ("--diff", profile.diff.is_some()),
        ("--save", profile.save.is_some()),
    ] {
        if is_given && !tool.draws() {
            return refused(format!(
                "{option} is of flamegraphs: with `--tool flamegraph` or `--tool perf`, and not {}",
                tool.name()
            ));
        }
    }
    if tool.program().is_none() && !profile.rest.is_empty() {
        return refused(
            "the flamegraph is no other program's: nothing takes what is behind `--`".to_owned(),
        );
    }
    Ok(profile)
}

fn seconds(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|seconds| (0.01..=86_400.0).contains(seconds))
        .ok_or_else(|| "expected seconds, from 0.01 to 86400".to_owned())
}
