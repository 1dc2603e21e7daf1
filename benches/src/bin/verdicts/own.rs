//! This executable, run again in one of its modes.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where this executable is.
pub(crate) fn executable() -> Result<PathBuf, String> {
    env::current_exe().map_err(|error| format!("cannot find this executable: {error}"))
}

/// Runs this executable to its end; gives what it printed. `memory` is the directory in which the engine
/// remembers how fast this machine is.
pub(crate) fn run(arguments: &[&str], memory: &Path) -> Result<String, String> {
    let mut command = Command::new(executable()?);
    command.args(arguments);
    // Where the engine's lock file is.
    for variable in ["TMPDIR", "TMP", "TEMP"] {
        command.env(variable, memory);
    }
    let output = command
        .output()
        .map_err(|error| format!("cannot start {command:?}: {error}"))?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "{arguments:?} ended with {}: {}",
            output.status,
            errors.trim()
        ));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("{arguments:?} said {error}"))
}
