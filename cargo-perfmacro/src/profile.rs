//! `profile`: one case in a loop, under a tool.
//!
//! Input: a case, a tool and for how long. Output: the tool's file, and the few lines of it that fit a terminal. The way:
//! the benchmark targets are built with debug information, which keeps the build apart from what is measured; one of them
//! has the case; [`command`] puts the tool around it; [`run`] bounds it; [`stacks`] and [`flame`] make pictures of samples,
//! [`summary`] lines of what other tools wrote.
//!
//! Invariant: what is missing or fails is told before something else is; no file is said to be there that is not.

mod choice;
mod command;
mod error;
mod extent;
mod file_name;
mod flame;
mod install;
mod kept;
mod run;
mod said;
mod stacks;
mod summary;
mod tool;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use cargo_perfmacro::baseline::Name;
use inferno::collapse::Collapse as _;
use inferno::collapse::perf::Folder;

use crate::cargo::{self, Cargo};
use crate::exit_code::Exit;
use crate::selection::Selection;
use crate::suites::{self, BuiltSuite, Suite, SuiteError};
use crate::table::table;
use crate::terminal::Terminal;

use command::Told;
use flame::Head;
use kept::Kept;
use run::Output;
use stacks::{Seen, Stacks};

pub(crate) use error::ProfileError;
pub(crate) use extent::Extent;
pub(crate) use tool::Tool;

/// How many functions are shown.
const FUNCTIONS: usize = 12;

/// What is to be profiled, and how.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub(crate) selection: Selection,
    /// A case's name, or a filter that matches one.
    pub(crate) case: String,
    pub(crate) tool: Tool,
    pub(crate) extent: Extent,
    /// How long the tool may take at most.
    pub(crate) timeout: Duration,
    pub(crate) output: Option<PathBuf>,
    /// What the stacks are kept as.
    pub(crate) save: Option<Name>,
    /// What they are compared with.
    pub(crate) diff: Option<String>,
    /// For the tool.
    pub(crate) rest: Vec<OsString>,
}

/// Profiles the case.
///
/// # Errors
///
/// See [`ProfileError`].
pub(crate) fn profile(
    options: &Profile,
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Exit, ProfileError> {
    let tool = options.tool;
    if let Some(program) = tool.program().filter(|program| !is_installed(program)) {
        return Err(ProfileError::NotInstalled(tool, program));
    }
    let workspace = cargo
        .workspace()
        .map_err(|error| ProfileError::Suite(SuiteError::Cargo(error)))?;
    let packages = options
        .selection
        .of(&workspace)
        .map_err(|message| ProfileError::Suite(SuiteError::None(message)))?;
    let suites = suites::find(&packages).map_err(ProfileError::Suite)?;
    let built = build(options, suites, cargo, terminal)?;
    let (suite, case) = chosen(&built, &options.case)?;
    let folder = workspace.target.join("perfmacro").join("profiles");
    let file = file_name::of_case(&case);
    let kept = Kept::of(folder.join("saved"));
    let session = Session {
        options,
        before: options
            .diff
            .as_ref()
            .map(|named| kept.load(named, &case, &file))
            .transpose()
            .map_err(ProfileError::Kept)?,
        output: output(options, &folder, &file)?,
        case,
        file,
        kept,
        terminal,
    };
    session.take(suite)?;
    Ok(Exit::Passed)
}

/// Where the tool's file goes, in a folder that is there.
fn output(options: &Profile, folder: &Path, file: &str) -> Result<PathBuf, ProfileError> {
    let is_difference = options.diff.is_some() && options.tool == Tool::Flamegraph;
    let difference = if is_difference { "diff." } else { "" };
    let ending = options.tool.ending();
    let path = options
        .output
        .clone()
        .unwrap_or_else(|| folder.join(format!("{file}.{difference}{ending}")));
    let failed = |error| ProfileError::File(path.clone(), error);
    // The benchmark target runs in its package's folder.
    let absolute = std::path::absolute(&path).map_err(failed)?;
    if let Some(folder) = absolute.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    Ok(absolute)
}

/// The suites, with debug information and what samples calls.
fn build<'a>(
    options: &Profile,
    suites: Vec<Suite<'a>>,
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Vec<BuiltSuite<'a>>, ProfileError> {
    let variables = variables(options.selection.profile.as_deref());
    let shown = variables
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>();
    terminal.tell(&format!(
        "Builds with debug information, apart from what is measured: {}",
        shown.join(" ")
    ));
    let mut built = Vec::new();
    for (feature, suites) in by_feature(options.tool, suites) {
        let mut selection = options.selection.clone();
        selection.features.extend(feature.clone());
        let group = suites::build(suites, &selection, &variables, cargo, terminal);
        built.extend(group.map_err(|error| {
            if let (SuiteError::Build, Some(feature)) = (&error, &feature) {
                terminal.tell_always(&format!("The build had the feature `{feature}` turned on."));
            }
            ProfileError::Suite(error)
        })?);
    }
    Ok(built)
}

/// The suites with the feature that has calls sampled, under the name that each package has for perfmacro. A package that
/// depends on it by way of another has none: there it has to be on already.
fn by_feature(tool: Tool, suites: Vec<Suite<'_>>) -> Vec<(Option<String>, Vec<Suite<'_>>)> {
    let mut groups: Vec<(Option<String>, Vec<Suite<'_>>)> = Vec::new();
    for suite in suites {
        let key = (tool == Tool::Flamegraph)
            .then(|| suites::dependency_key(suite.package))
            .flatten();
        let feature = key.map(|key| format!("{key}/flamegraph"));
        match groups.iter_mut().find(|(known, _)| *known == feature) {
            Some((_, group)) => group.push(suite),
            None => groups.push((feature, vec![suite])),
        }
    }
    groups
}

/// What Cargo is told of the profile to build with: names of functions, also of those that were inlined, and their lines.
fn variables(profile: Option<&str>) -> Vec<(String, String)> {
    let profile = match profile {
        None => "BENCH".to_owned(),
        Some(profile) => profile.to_uppercase().replace('-', "_"),
    };
    // Less than 1, `line-tables-only`, has inlined functions without their modules.
    [("DEBUG", "1"), ("STRIP", "none")]
        .map(|(name, value)| (format!("CARGO_PROFILE_{profile}_{name}"), value.to_owned()))
        .to_vec()
}

/// The suite that has the case which is meant, and the case's name.
fn chosen<'a>(
    built: &'a [BuiltSuite<'a>],
    case: &str,
) -> Result<(&'a BuiltSuite<'a>, String), ProfileError> {
    let listed = |filter: Option<&str>| {
        let mut all = Vec::new();
        for suite in built {
            let cases = suite.cases(filter).map_err(ProfileError::Suite)?;
            all.extend(cases.into_iter().map(|listed| (suite, listed.name)));
        }
        Ok(all)
    };
    // A name may have what a pattern has another meaning for.
    let mut matching = listed(None)?;
    if !matching.iter().any(|(_, name)| name == case) {
        matching = listed(Some(case))?;
    }
    // Two targets may have the same cases.
    let mut seen = Vec::new();
    matching.retain(|(_, name)| {
        let is_new = !seen.contains(name);
        seen.push(name.clone());
        is_new
    });
    let names = matching.iter().map(|(_, name)| name.as_str());
    let one = choice::one(case, &names.collect::<Vec<_>>()).map_err(ProfileError::Choice)?;
    Ok(matching.swap_remove(one))
}

/// A case that is profiled.
struct Session<'a> {
    options: &'a Profile,
    case: String,
    /// The case as a file's name.
    file: String,
    output: PathBuf,
    kept: Kept,
    /// What it is compared with.
    before: Option<Stacks>,
    terminal: Terminal,
}

impl Session<'_> {
    /// Runs the case and tells what was found.
    fn take(&self, suite: &BuiltSuite<'_>) -> Result<(), ProfileError> {
        let Profile { tool, extent, .. } = *self.options;
        let file = match tool {
            Tool::Flamegraph => self.folded(),
            _ => self.output.clone(),
        };
        let told = Told {
            tool,
            case: &self.case,
            extent: &extent.or(tool.extent()).arguments(),
            file: &file,
            rest: &self.options.rest,
            has_record_only: tool == Tool::Heaptrack && has_record_only(),
        };
        // What an earlier profile left is not to be taken for this one's.
        for path in written(&file) {
            fs::remove_file(&path).map_err(|error| ProfileError::File(path, error))?;
        }
        let mut command = command::whole(&suite.command(), told);
        self.terminal
            .tell(&format!("Profiles {} with {}", self.case, tool.name()));
        let output = self.run(
            tool.program().unwrap_or("the benchmark target"),
            &mut command,
        )?;
        let said = said::read(&output.stdout).ok_or(ProfileError::Silent)?;
        self.terminal.tell(&said.shown());
        if let Some(samples) = said.samples {
            self.terminal.tell(&samples.shown());
        }
        match tool {
            Tool::Flamegraph => self.draw(&self.read(&file)?, Seen::Calls),
            Tool::Perf => self.draw(&self.perf_stacks()?, Seen::Process),
            _ => {
                for line in self.summary(&output)? {
                    self.terminal.show(&line);
                }
                Ok(())
            }
        }?;
        if tool != Tool::Flamegraph {
            let path = written(&file).pop().ok_or_else(|| {
                ProfileError::File(file, std::io::Error::from(std::io::ErrorKind::NotFound))
            })?;
            self.tell_written(&path);
            self.terminal
                .tell(&format!("What opens it: {}", tool.viewer()));
        }
        Ok(())
    }

    fn run(&self, program: &'static str, command: &mut Command) -> Result<Output, ProfileError> {
        self.terminal.tell_details(&cargo::shown(command));
        let output = run::run(command, self.options.timeout)
            .map_err(|error| ProfileError::Run(program, error))?;
        for said in [&output.stdout, &output.stderr] {
            if !said.trim().is_empty() {
                self.terminal.tell_details(said.trim_end());
            }
        }
        Ok(output)
    }

    /// Where the folded stacks are, beside the picture of them.
    fn folded(&self) -> PathBuf {
        self.output.with_extension("folded")
    }

    /// Where the picture is: where it was asked for, or beside what it is of.
    fn picture(&self) -> PathBuf {
        let is_named = self.options.tool == Tool::Flamegraph;
        if is_named && self.output != self.folded() {
            self.output.clone()
        } else {
            self.output.with_extension("svg")
        }
    }

    /// Draws the part of the stacks that is calls, and keeps it.
    fn draw(&self, text: &str, seen: Seen) -> Result<(), ProfileError> {
        let all = text.parse::<Stacks>().map_err(|line| {
            let found = format!("`{}` is no stack", line.0);
            ProfileError::Draw(std::io::Error::new(std::io::ErrorKind::InvalidData, found))
        })?;
        let (calls, others) = all.of_calls(seen);
        if calls.total() == 0 {
            return Err(ProfileError::NoSamples);
        }
        let samples = calls.total();
        if seen == Seen::Process {
            self.terminal.tell(&format!(
                "{samples} of {} samples in calls; the rest is left out",
                samples + others
            ));
        }
        let head = |kind: &str| Head {
            title: format!("{}{kind}", self.case),
            subtitle: format!("{samples} samples, in calls alone"),
        };
        let drawn = match &self.before {
            None => flame::draw(&calls, head("")),
            Some(before) => {
                let named = self.options.diff.as_deref().unwrap_or_default();
                let kind = format!(", compared with {named}: red is more, blue is less");
                flame::draw_difference(before, &calls, head(&kind))
            }
        };
        let drawn = drawn.map_err(ProfileError::Draw)?;
        self.write(&self.folded(), calls.to_string().as_bytes())?;
        self.write(&self.picture(), &drawn)?;
        if let Some(name) = &self.options.save {
            let path = self
                .kept
                .save(name, &self.file, &calls)
                .map_err(ProfileError::Kept)?;
            self.terminal
                .tell(&format!("Kept as {name}: `{}`", path.display()));
        }
        Ok(())
    }

    /// What perf's samples are, folded.
    fn perf_stacks(&self) -> Result<String, ProfileError> {
        let mut command = Command::new("perf");
        command.args(["script", "-i"]).arg(&self.output);
        let output = self.run("perf", &mut command)?;
        let mut folded = Vec::new();
        Folder::default()
            .collapse(output.stdout.as_bytes(), &mut folded)
            .map_err(ProfileError::Draw)?;
        Ok(String::from_utf8_lossy(&folded).into_owned())
    }

    /// The few lines of a profile that fit a terminal; none where what reads it is not installed.
    fn summary(&self, output: &Output) -> Result<Vec<String>, ProfileError> {
        let file = written(&self.output).pop();
        let file = file.as_deref().unwrap_or(&self.output);
        let printed = |program: &'static str| {
            if !is_installed(program) {
                return Ok(String::new());
            }
            let mut command = Command::new(program);
            command.arg(file);
            self.run(program, &mut command).map(|output| output.stdout)
        };
        Ok(match self.options.tool {
            Tool::Callgrind => {
                let rows =
                    summary::callgrind::functions(&printed("callgrind_annotate")?, FUNCTIONS);
                let head = ["instructions", "share", "function"];
                (!rows.is_empty())
                    .then(|| table(&head, rows, &[0, 1]))
                    .into_iter()
                    .collect()
            }
            Tool::Dhat => summary::dhat::totals(&output.stderr),
            Tool::Massif => summary::massif::peak(&self.read(file)?)
                .map(summary::massif::Peak::shown)
                .into_iter()
                .collect(),
            Tool::Heaptrack => summary::heaptrack::totals(&printed("heaptrack_print")?),
            Tool::Flamegraph | Tool::Perf => Vec::new(),
        })
    }

    #[expect(
        clippy::unused_self,
        reason = "beside `write`, which says what it wrote"
    )]
    fn read(&self, path: &Path) -> Result<String, ProfileError> {
        fs::read(path)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .map_err(|error| ProfileError::File(path.to_owned(), error))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), ProfileError> {
        fs::write(path, bytes).map_err(|error| ProfileError::File(path.to_owned(), error))?;
        self.tell_written(path);
        Ok(())
    }

    fn tell_written(&self, path: &Path) {
        self.terminal.tell(&format!("Wrote `{}`", path.display()));
    }
}

/// What a tool wrote that was told to write to `file`: heaptrack adds how it is compressed.
fn written(file: &Path) -> Vec<PathBuf> {
    ["", ".gz", ".zst"]
        .into_iter()
        .map(|ending| {
            let mut path = file.as_os_str().to_owned();
            path.push(ending);
            PathBuf::from(path)
        })
        .filter(|path| path.is_file())
        .collect()
}

/// Whether heaptrack shows what it found unless it is told not to, as it does since version 1.5.
fn has_record_only() -> bool {
    let help = Command::new("heaptrack").arg("--help").output();
    help.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("--record-only"))
}

/// Whether a program is on the path.
fn is_installed(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| {
        env::split_paths(&path)
            .map(|folder| folder.join(program))
            .any(|path| is_executable(&path))
    })
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.with_extension(env::consts::EXE_EXTENSION).is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_that_is_built_has_debug_information() {
        let shown = |profile| {
            let variables = variables(profile).into_iter();
            let pairs = variables.map(|(name, value)| format!("{name}={value}"));
            pairs.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            shown(None),
            "CARGO_PROFILE_BENCH_DEBUG=1 CARGO_PROFILE_BENCH_STRIP=none"
        );
        assert_eq!(
            shown(Some("fast-lto")),
            "CARGO_PROFILE_FAST_LTO_DEBUG=1 CARGO_PROFILE_FAST_LTO_STRIP=none"
        );
    }

    #[test]
    fn what_heaptrack_adds_to_a_name_is_found() {
        let folder = env::temp_dir().join(format!("perfmacro-written-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("it can be made");
        let file = folder.join("a.heaptrack");
        assert!(written(&file).is_empty());
        let compressed = folder.join("a.heaptrack.zst");
        fs::write(&compressed, "").expect("it can be written");
        assert_eq!(written(&file), [compressed]);
        fs::remove_dir_all(folder).expect("it was made here");
    }
}
