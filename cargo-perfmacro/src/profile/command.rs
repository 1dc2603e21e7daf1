//! The command of a tool, around that of a benchmark target.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use super::tool::Tool;

/// What a run is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'a> {
    pub(crate) tool: Tool,
    pub(crate) case: &'a str,
    /// How long or how often, as a benchmark target takes it.
    pub(crate) extent: &'a [String],
    /// Where the tool, or the benchmark target's own sampler, writes.
    pub(crate) file: &'a Path,
    /// Options of the user's for the tool.
    pub(crate) rest: &'a [OsString],
    /// Whether heaptrack has to be told that it is not to show what it found.
    pub(crate) has_record_only: bool,
}

/// The whole command; `target` is the benchmark target's without arguments.
pub(crate) fn whole(target: &Command, told: Told<'_>) -> Command {
    let mut arguments = vec![OsString::from("--profile"), told.case.into()];
    arguments.extend(told.extent.iter().map(OsString::from));
    // Whatever becomes of this process, the other one ends.
    arguments.push("--ends-with-input".into());
    match told.tool {
        Tool::Flamegraph => arguments.extend(["--stacks".into(), told.file.into()]),
        Tool::Callgrind => arguments.push("--collect".into()),
        _ => {}
    }
    let Some(program) = told.tool.program() else {
        let mut command = Command::new(target.get_program());
        command.args(arguments);
        return in_the_place_of(target, command);
    };
    let mut command = Command::new(program);
    command
        .args(options(told))
        .args(told.rest)
        // Of the others, none reads what is behind the program.
        .args((told.tool == Tool::Perf).then_some("--"))
        .arg(target.get_program())
        .args(arguments);
    in_the_place_of(target, command)
}

fn options(told: Told<'_>) -> Vec<OsString> {
    let file = told.file.as_os_str();
    match told.tool {
        Tool::Flamegraph => Vec::new(),
        Tool::Callgrind => vec![
            "--tool=callgrind".into(),
            // The calls alone: the benchmark target asks for them.
            "--collect-atstart=no".into(),
            of_valgrind("--callgrind-out-file=", file),
        ],
        Tool::Dhat => vec!["--tool=dhat".into(), of_valgrind("--dhat-out-file=", file)],
        Tool::Massif => vec![
            "--tool=massif".into(),
            of_valgrind("--massif-out-file=", file),
        ],
        Tool::Heaptrack => {
            let record_only = told.has_record_only.then(|| "--record-only".into());
            record_only
                .into_iter()
                .chain(["-o".into(), file.to_owned()])
                .collect()
        }
        // Frame pointers are not in a Rust build; what unwinds is. A prime, so that no rhythm of the calls is met.
        Tool::Perf => ["record", "-q", "-F", "997", "--call-graph", "dwarf", "-o"]
            .map(OsString::from)
            .into_iter()
            .chain([file.to_owned()])
            .collect(),
    }
}

/// A `%` begins the name of something that valgrind puts in its place.
fn of_valgrind(option: &str, file: &OsStr) -> OsString {
    let mut option = OsString::from(option);
    option.push(file.to_string_lossy().replace('%', "%%"));
    option
}

/// In the folder and with the variables of another.
fn in_the_place_of(target: &Command, mut command: Command) -> Command {
    for (name, value) in target.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    if let Some(folder) = target.get_current_dir() {
        command.current_dir(folder);
    }
    command
        // With it valgrind asks servers for debug information, which nothing here needs.
        .env_remove("DEBUGINFOD_URLS");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(tool: Tool, rest: &[&str]) -> String {
        let mut target = Command::new("/t/perf-1");
        target.current_dir("/a").env("CARGO_MANIFEST_DIR", "/a");
        let rest = rest.iter().map(OsString::from).collect::<Vec<_>>();
        let command = whole(
            &target,
            Told {
                tool,
                case: "a::b/10",
                extent: &["--calls".to_owned(), "7".to_owned()],
                file: Path::new("/p/100%"),
                rest: &rest,
                has_record_only: true,
            },
        );
        assert_eq!(command.get_current_dir(), Some(Path::new("/a")));
        assert!(
            command
                .get_envs()
                .any(|(name, value)| name == "CARGO_MANIFEST_DIR" && value == Some("/a".as_ref()))
        );
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        let words = words.map(|word| word.to_string_lossy().into_owned());
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_tool_runs_the_one_case_and_writes_where_it_is_told() {
        let case = "/t/perf-1 --profile a::b/10 --calls 7 --ends-with-input";
        for (tool, expected) in [
            (Tool::Flamegraph, format!("{case} --stacks /p/100%")),
            (
                Tool::Callgrind,
                format!(
                    "valgrind --tool=callgrind --collect-atstart=no --callgrind-out-file=/p/100%% {case} --collect"
                ),
            ),
            (
                Tool::Dhat,
                format!("valgrind --tool=dhat --dhat-out-file=/p/100%% {case}"),
            ),
            (
                Tool::Massif,
                format!("valgrind --tool=massif --massif-out-file=/p/100%% {case}"),
            ),
            (
                Tool::Heaptrack,
                format!("heaptrack --record-only -o /p/100% {case}"),
            ),
            (
                Tool::Perf,
                format!("perf record -q -F 997 --call-graph dwarf -o /p/100% -- {case}"),
            ),
        ] {
            assert_eq!(shown(tool, &[]), expected);
        }
        let with_rest = shown(Tool::Callgrind, &["--cache-sim=yes"]);
        assert!(
            with_rest.contains("/p/100%% --cache-sim=yes /t/perf-1"),
            "{with_rest}"
        );
    }
}
