//! Cargo, as it is run. Input and output at the edge: what it says is read elsewhere.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::terminal::Terminal;
use crate::workspace::Workspace;

/// How Cargo is run.
#[derive(Clone, Debug)]
pub(crate) struct Cargo {
    program: OsString,
    manifest_path: Option<PathBuf>,
    terminal: Terminal,
}

/// Why Cargo gave no answer.
#[derive(Debug)]
pub(crate) enum CargoError {
    /// It could not be started.
    Start(io::Error),
    /// It failed, with what it said.
    Failed(String),
    /// It said something else than expected.
    Unreadable,
}

impl fmt::Display for CargoError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CargoError::Start(_) => write!(formatter, "cargo cannot be run"),
            CargoError::Failed(message) => formatter.write_str(message),
            CargoError::Unreadable => {
                write!(formatter, "what `cargo metadata` says cannot be read")
            }
        }
    }
}

impl std::error::Error for CargoError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            CargoError::Start(error) => Some(error),
            CargoError::Failed(_) | CargoError::Unreadable => None,
        }
    }
}

impl Cargo {
    /// The Cargo that runs this process, or the one in the path.
    pub(crate) fn new(manifest_path: Option<PathBuf>, terminal: Terminal) -> Cargo {
        Cargo {
            program: env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
            manifest_path,
            terminal,
        }
    }

    /// `cargo VERB`, for the manifest that is meant.
    pub(crate) fn command(&self, verb: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(verb).stdin(Stdio::null());
        if let Some(path) = &self.manifest_path {
            command.arg("--manifest-path").arg(path);
        }
        command
    }

    /// The same for a command that builds, in the colours that are wanted.
    pub(crate) fn build_command(&self, verb: &[&str]) -> Command {
        let mut command = self.command(verb);
        command.env("CARGO_TERM_COLOR", self.terminal.colour_argument());
        // One for all processes that it starts: their results belong together.
        if env::var_os(RUN).is_none_or(|run| run.is_empty()) {
            command.env(RUN, run());
        }
        command
    }

    /// The workspace.
    ///
    /// # Errors
    ///
    /// There is none here, or Cargo cannot read it.
    pub(crate) fn workspace(&self) -> Result<Workspace, CargoError> {
        let located = self.answer(&["locate-project", "--message-format", "plain"])?;
        let metadata = self.answer(&["metadata", "--no-deps", "--format-version", "1"])?;
        Workspace::read(&metadata, Path::new(located.trim())).ok_or(CargoError::Unreadable)
    }

    fn answer(&self, verb: &[&str]) -> Result<String, CargoError> {
        let output = self.command(verb).output().map_err(CargoError::Start)?;
        if !output.status.success() {
            let message = String::from_utf8_lossy(&output.stderr);
            let message = message.trim().trim_start_matches("error: ");
            return Err(CargoError::Failed(message.to_owned()));
        }
        String::from_utf8(output.stdout).map_err(|_| CargoError::Unreadable)
    }
}

/// The variable that names the run which results are recorded as.
const RUN: &str = "PERFMACRO_RUN";

/// What this process calls its run: when it began, and which it is.
fn run() -> &'static str {
    static RUN: OnceLock<String> = OnceLock::new();
    RUN.get_or_init(|| {
        let began = SystemTime::now().duration_since(UNIX_EPOCH);
        let seconds = began.map_or(0, |since| since.as_secs());
        format!("{seconds}-{}", std::process::id())
    })
}

/// A command as a person would write it.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_stem().unwrap_or(program.as_os_str());
    let words = command.get_args().map(|word| {
        let word = word.to_string_lossy();
        if word.contains([' ', '*', '(', '&', '|', '<', '"']) {
            format!("'{word}'")
        } else {
            word.into_owned()
        }
    });
    std::iter::once(program.to_string_lossy().into_owned())
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}
