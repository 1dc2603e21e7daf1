//! `profile`: one case in a loop, under a tool.
//!
//! Input: a case, a tool and for how long. Output: the tool's file, and the few lines of it that fit a terminal. The way:
//! the benchmark targets are built with debug information, which keeps the build apart from what is measured; one of them
//! has the case; [`command`] puts the tool around it; [`run`] bounds it; [`stacks`] and [`flame`] make pictures of samples,
//! [`summary`] lines of what other tools wrote.
//!
//! Invariant: what is missing or fails is told before something else is; no file is said to be there that is not.

mod build;
mod choice;
mod command;
mod error;
mod extent;
mod file_name;
mod flame;
mod install;
mod kept;
mod programs;
mod run;
mod said;
mod session;
mod stacks;
mod summary;
mod tool;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cargo_perfmacro::baseline::Name;

use crate::cargo::Cargo;
use crate::exit_code::Exit;
use crate::selection::Selection;
use crate::suites::{self, BuiltSuite, SuiteError};
use crate::terminal::Terminal;

use kept::Kept;
use session::Session;

pub(crate) use error::ProfileError;
pub(crate) use extent::Extent;
pub(crate) use tool::Tool;

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
    if let Some(program) = tool
        .program()
        .filter(|program| !programs::is_installed(program))
    {
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
    let built = build::build(options, suites, cargo, terminal)?;
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
