//! The benchmark targets that are suites of perfmacro's: found, built, and asked what they have.

use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use perfmacro_runtime::policy::{self, PolicyError};
use perfmacro_runtime::shard::Shard;
use serde_json::Value;

use crate::bench_file;
use crate::cargo::{self, Cargo, CargoError};
use crate::exit_code::Exit;
use crate::listing::{self, Listed};
use crate::manifest::Manifest;
use crate::selection::Selection;
use crate::terminal::Terminal;
use crate::workspace::Package;

/// A benchmark target that is a suite.
#[derive(Clone, Debug)]
pub(crate) struct Suite<'a> {
    pub(crate) package: &'a Package,
    pub(crate) bench: &'a str,
}

/// A suite that was built.
#[derive(Clone, Debug)]
pub(crate) struct BuiltSuite<'a> {
    pub(crate) suite: Suite<'a>,
    pub(crate) executable: PathBuf,
}

/// A suite with the cases that were asked for.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) suite: Suite<'a>,
    pub(crate) cases: Vec<Listed>,
}

/// Why suites cannot be run or asked.
#[derive(Debug)]
pub(crate) enum SuiteError {
    Cargo(CargoError),
    /// A variable of ours.
    Environment(PolicyError),
    /// No package is meant, or none has a suite.
    None(String),
    /// Cargo has told why.
    Build,
    /// An executable could not be run.
    Run {
        path: PathBuf,
        error: io::Error,
    },
    /// A suite refuses to list, with what it says.
    Refused {
        bench: String,
        message: String,
    },
    /// A suite's list is none.
    Unreadable {
        bench: String,
        line: String,
    },
}

impl SuiteError {
    /// What the error comes to.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            SuiteError::Build => Exit::NotMeasured,
            _ => Exit::CouldNotRun,
        }
    }
}

impl fmt::Display for SuiteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SuiteError::Cargo(error) => error.fmt(formatter),
            SuiteError::Environment(error) => error.fmt(formatter),
            SuiteError::None(message) => formatter.write_str(message),
            SuiteError::Build => write!(formatter, "the benchmark targets do not build"),
            SuiteError::Run { path, .. } => write!(formatter, "`{}` cannot be run", path.display()),
            SuiteError::Refused { bench, message } => write!(formatter, "`{bench}`: {message}"),
            SuiteError::Unreadable { bench, line } => write!(
                formatter,
                "`{bench}` lists what this version cannot read: `{line}`"
            ),
        }
    }
}

impl std::error::Error for SuiteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            SuiteError::Cargo(error) => error.source(),
            SuiteError::Run { error, .. } => Some(error),
            _ => None,
        }
    }
}

/// The suites of packages.
///
/// # Errors
///
/// There is none.
pub(crate) fn find<'a>(packages: &[&'a Package]) -> Result<Vec<Suite<'a>>, SuiteError> {
    let mut suites = Vec::new();
    for package in packages {
        let key = perfmacro_key(package);
        for bench in &package.benches {
            let text = fs::read_to_string(&bench.path).unwrap_or_default();
            if bench_file::is_suite(&text, &key) {
                suites.push(Suite {
                    package,
                    bench: &bench.name,
                });
            }
        }
    }
    if suites.is_empty() {
        let names = packages
            .iter()
            .map(|package| format!("`{}`", package.name))
            .collect::<Vec<_>>();
        return Err(SuiteError::None(format!(
            "no benchmark target of {} has a `perfmacro::main!`: `cargo perfmacro init` makes one",
            names.join(", ")
        )));
    }
    Ok(suites)
}

/// What perfmacro goes by in the code of a package.
pub(crate) fn perfmacro_key(package: &Package) -> String {
    dependency_key(package)
        .unwrap_or_else(|| "perfmacro".to_owned())
        .replace('-', "_")
}

/// What perfmacro goes by in the manifest of a package; `None` where it is no dependency of its own.
pub(crate) fn dependency_key(package: &Package) -> Option<String> {
    fs::read_to_string(package.manifest())
        .ok()
        .and_then(|text| Manifest::read(&text).ok())
        .and_then(|manifest| {
            manifest
                .dependency_key("dev-dependencies")
                .or_else(|| manifest.dependency_key("dependencies"))
        })
}

/// Builds the suites and asks each for its cases; runs none.
///
/// # Errors
///
/// They do not build, or one refuses.
pub(crate) fn ask<'a>(
    suites: Vec<Suite<'a>>,
    filter: Option<&str>,
    selection: &Selection,
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Vec<Asked<'a>>, SuiteError> {
    let mut asked = Vec::new();
    for built in build(suites, selection, &[], cargo, terminal)? {
        let cases = built.cases(filter)?;
        asked.push(Asked {
            suite: built.suite,
            cases,
        });
    }
    Ok(asked)
}

/// Builds the suites, with `variables` in Cargo's environment.
///
/// # Errors
///
/// They do not build.
pub(crate) fn build<'a>(
    suites: Vec<Suite<'a>>,
    selection: &Selection,
    variables: &[(String, String)],
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<Vec<BuiltSuite<'a>>, SuiteError> {
    let messages = messages(&suites, selection, variables, cargo, terminal)?;
    let executables = executables(&messages);
    let built = suites.into_iter().filter_map(|suite| {
        let manifest = suite.package.manifest();
        let found = executables
            .iter()
            .find(|built| built.manifest == manifest && built.bench == suite.bench)?;
        Some(BuiltSuite {
            suite,
            executable: found.path.clone(),
        })
    });
    Ok(built.collect())
}

fn messages(
    suites: &[Suite<'_>],
    selection: &Selection,
    variables: &[(String, String)],
    cargo: &Cargo,
    terminal: Terminal,
) -> Result<String, SuiteError> {
    let mut command = cargo.build_command(&[
        "bench",
        "--no-run",
        "--message-format=json-render-diagnostics",
    ]);
    command
        .args(selection.build_arguments())
        .envs(variables.iter().cloned());
    for suite in suites {
        command.args(["--package", &suite.package.name, "--bench", suite.bench]);
    }
    if terminal.is_quiet() {
        command.arg("--quiet");
    }
    terminal.tell_details(&cargo::shown(&command));
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| SuiteError::Cargo(CargoError::Start(error)))?;
    if !output.status.success() {
        return Err(SuiteError::Build);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A benchmark target's executable.
#[derive(Debug, PartialEq, Eq)]
struct Built {
    manifest: PathBuf,
    bench: String,
    path: PathBuf,
}

/// The executables that Cargo's messages are about.
fn executables(messages: &str) -> Vec<Built> {
    messages
        .lines()
        .filter_map(|line| {
            let message: Value = serde_json::from_str(line).ok()?;
            Some(Built {
                path: message["executable"].as_str()?.into(),
                manifest: message["manifest_path"].as_str()?.into(),
                bench: message["target"]["name"].as_str()?.to_owned(),
            })
        })
        .collect()
}

impl BuiltSuite<'_> {
    /// The cases that match, in the suite's order.
    ///
    /// # Errors
    ///
    /// The suite refuses.
    pub(crate) fn cases(&self, filter: Option<&str>) -> Result<Vec<Listed>, SuiteError> {
        let Suite { package, bench } = &self.suite;
        let output = self
            .command()
            .args(["--list", "--format", "json"])
            .args(filter)
            // All machines' cases are to be known, to tell a slip in the filter from a shard without any.
            .env_remove(policy::SHARD)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| SuiteError::Run {
                path: self.executable.clone(),
                error,
            })?;
        let bench = || format!("{bench} of {}", package.name);
        if !output.status.success() {
            let message = String::from_utf8_lossy(&output.stderr);
            return Err(SuiteError::Refused {
                bench: bench(),
                message: message.trim().trim_start_matches("error: ").to_owned(),
            });
        }
        listing::listed(&String::from_utf8_lossy(&output.stdout)).map_err(|line| {
            SuiteError::Unreadable {
                bench: bench(),
                line,
            }
        })
    }

    /// The executable, to be run from where Cargo runs it.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.executable);
        command
            .current_dir(&self.suite.package.folder)
            .env("CARGO_MANIFEST_DIR", &self.suite.package.folder);
        command
    }
}

/// The suites with what they have of the shard that is meant, and none without; says how much of all that is. The
/// environment says which shard, where the command line does not.
///
/// # Errors
///
/// The environment's is none, or no case of any shard matches.
pub(crate) fn share<'a>(
    mut asked: Vec<Asked<'a>>,
    shard: Option<Shard>,
    filter: Option<&str>,
    terminal: Terminal,
) -> Result<Vec<Asked<'a>>, SuiteError> {
    let count = |asked: &[Asked<'_>]| asked.iter().map(|asked| asked.cases.len()).sum::<usize>();
    let all = count(&asked);
    if all == 0 {
        return Err(no_match(filter));
    }
    let shard = shard.map_or_else(policy::shard, |shard| Ok(Some(shard)));
    if let Some(shard) = shard.map_err(SuiteError::Environment)? {
        for asked in &mut asked {
            asked.cases.retain(|case| shard.contains(&case.tests));
        }
        terminal.tell_always(&shard.share(count(&asked), all, "case"));
    }
    asked.retain(|asked| !asked.cases.is_empty());
    Ok(asked)
}

/// That no case is meant.
fn no_match(filter: Option<&str>) -> SuiteError {
    let filter = filter.unwrap_or_default();
    SuiteError::None(format!(
        "no case matches `{filter}`: `cargo perfmacro list` shows them all"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn executables_are_read_from_cargos_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","manifest_path":"/a/Cargo.toml","target":{"name":"a"},"executable":null}"#,
            "\n",
            r#"{"reason":"compiler-artifact","manifest_path":"/a/Cargo.toml","target":{"name":"perf"},"executable":"/t/perf-1"}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
        );
        assert_eq!(
            executables(messages),
            [Built {
                manifest: "/a/Cargo.toml".into(),
                bench: "perf".to_owned(),
                path: "/t/perf-1".into(),
            }]
        );
    }
}
