//! This process's way to its run's file.

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::directory::Surroundings;
use super::environment::{Command, Commit, Environment};
use super::file::LockedFile;
use super::git::WorkTree;
use super::line::{self, line};
use super::old;
use super::result::{CaseResult, Found, Stamp};
use super::run;
use super::settings::Settings;
use crate::policy::{Enforcement, Policy, RECORDS};
use crate::report;

/// Records what was found in this process, where its environment does not say that nothing is to be. Never fails:
/// the first record that cannot be written is told of, and no further one is tried.
pub fn record(found: &Found<'_>) {
    if let Some(recorder) = own(found.policy) {
        recorder.record(found);
    }
}

/// Whether what is found is recorded.
#[must_use]
pub fn is_on(policy: Policy) -> bool {
    own(policy).is_some()
}

/// The file that this process's results are in; `None` where there are none.
#[must_use]
pub fn written(policy: Policy) -> Option<PathBuf> {
    let recorder = own(policy)?;
    let state = recorder.state.lock();
    let state = state.unwrap_or_else(PoisonError::into_inner);
    (state.is_introduced && !state.has_failed).then(|| recorder.destination.path())
}

fn own(policy: Policy) -> Option<&'static Recorder> {
    static OWN: OnceLock<Option<Recorder>> = OnceLock::new();
    if policy.enforcement == Enforcement::Off {
        return None;
    }
    OWN.get_or_init(Recorder::of_process).as_ref()
}

/// The file that a run's results go to.
#[derive(Clone, Debug)]
pub struct Destination {
    /// Where runs' files are.
    pub directory: PathBuf,
    /// The run.
    pub run: String,
    /// Whether old files in the directory are removed: it is ours alone.
    pub is_kept_small: bool,
    /// The directory of the package, which may be in git's work tree.
    pub package: Option<PathBuf>,
}

/// Writes records of one run.
pub struct Recorder {
    destination: Destination,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    environment: Option<Environment>,
    /// The environment is in the file.
    is_introduced: bool,
    /// Nothing can be written.
    has_failed: bool,
    /// Whether crates were compiled with optimisation, by their names.
    optimized: BTreeMap<&'static str, bool>,
}

impl Destination {
    /// The run's file.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.directory.join(format!("{}.{}", self.run, old::ENDING))
    }
}

impl Recorder {
    /// A recorder that has not yet written anything.
    #[must_use]
    pub fn new(destination: Destination) -> Recorder {
        Recorder {
            destination,
            state: Mutex::default(),
        }
    }

    /// That of this process; `None` where nothing is to be recorded, or nobody knows where.
    fn of_process() -> Option<Recorder> {
        let settings = Settings::from_environment();
        if settings.is_off {
            return None;
        }
        let directory_in = |name| env::var_os(name).map(PathBuf::from);
        let package = directory_in("CARGO_MANIFEST_DIR")
            .filter(|directory| directory.is_dir())
            .or_else(|| env::current_dir().ok());
        let surroundings = Surroundings {
            executable: env::current_exe().ok(),
            target: directory_in("CARGO_TARGET_DIR"),
            package: package.clone(),
        };
        let is_kept_small = settings.directory.is_none();
        let directory = settings
            .directory
            .or_else(|| surroundings.records(Path::exists));
        let Some(directory) = directory else {
            warn(&"no target directory is known of this executable");
            return None;
        };
        Some(Recorder::new(Destination {
            directory,
            run: settings
                .run
                .unwrap_or_else(|| run::of_process(since_1970(), process::id())),
            is_kept_small,
            package,
        }))
    }

    /// Records what was found. The first time that it cannot, it tells so; then it is silent.
    pub fn record(&self, found: &Found<'_>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.has_failed {
            return;
        }
        if let Err(error) = self.write(&mut state, found) {
            state.has_failed = true;
            let path = self.destination.path();
            warn(&format_args!("cannot write `{}`: {error}", path.display()));
        }
    }

    fn write(&self, state: &mut State, found: &Found<'_>) -> io::Result<()> {
        let entry = found.case.entry();
        let is_optimized = *state
            .optimized
            .entry(entry.crate_name())
            .or_insert_with(entry.is_optimized);
        let unix_time_ms = u64::try_from(since_1970().as_millis()).unwrap_or(u64::MAX);
        let mut file = LockedFile::open(&self.destination.path())?;
        let is_new = file.is_empty();
        let mut lines = String::new();
        let environment = match state.environment.take() {
            Some(environment) => environment,
            None => self.environment(&mut file, found.command())?,
        };
        // Or someone removed the file meanwhile.
        if !state.is_introduced || is_new {
            lines += &line(line::ENVIRONMENT, &environment.clone().at(unix_time_ms));
        }
        let stamp = Stamp {
            run: &self.destination.run,
            environment: &environment.id,
            unix_time_ms,
            is_optimized,
        };
        lines += &line(line::RESULT, &CaseResult::new(found, &stamp));
        state.environment = Some(environment);
        file.append(&lines)?;
        state.is_introduced = true;
        if is_new && self.destination.is_kept_small {
            old::remove(&self.destination.directory);
        }
        Ok(())
    }

    /// The environment of this process. Only the run's first one asks git, while the others wait for the file: what
    /// it found, they read there.
    fn environment(&self, file: &mut LockedFile, command: Command) -> io::Result<Environment> {
        let work_tree = self
            .destination
            .package
            .as_deref()
            .and_then(WorkTree::around);
        let commit = match work_tree {
            None => None,
            Some(work_tree) => {
                let known = if file.is_empty() {
                    None
                } else {
                    known_commit(&file.first_line()?)
                };
                let known = known.filter(|known| known.id == work_tree.commit);
                Some(known.unwrap_or_else(|| Commit {
                    dirty: work_tree.is_dirty(),
                    id: work_tree.commit,
                }))
            }
        };
        Ok(Environment::of_process(
            command,
            &self.destination.run,
            commit,
        ))
    }
}

/// The commit in the first line of a file, if there is one.
fn known_commit(first_line: &str) -> Option<Commit> {
    let environment: serde_json::Value = serde_json::from_str(first_line).ok()?;
    let commit = environment.get("commit")?;
    Some(Commit {
        id: commit.get("id")?.as_str()?.to_owned(),
        dirty: commit.get("dirty").and_then(serde_json::Value::as_bool),
    })
}

fn since_1970() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}

fn warn(reason: &dyn fmt::Display) {
    report::show_now(&format!(
        "warning: results are not recorded: {reason}\n  {RECORDS}=off says that they need not be, and a \
         directory where\n"
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::environment::tests::environment;

    #[test]
    fn a_run_asks_git_once() {
        let written = line(line::ENVIRONMENT, &environment());
        assert_eq!(known_commit(&written), environment().commit);
        assert_eq!(known_commit(&written[..100]), None);
    }
}
