//! What else runs on the machine while something is measured: processes of this executable.
//!
//! Invariant: they end with who started them. A program that starts a [`Load`] calls [`answer`] first.

mod condition;
mod hog;

use std::env;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

pub use condition::{Condition, Hog};

/// The first argument of this executable where it is a hog.
const HOG: &str = "--hog";

/// Loads the machine for ever, where this process was started to do so; `words` are its arguments.
///
/// # Errors
///
/// Where what to load it with is not understood.
pub fn answer(words: &[&str]) -> Result<(), String> {
    let [HOG, name] = words else {
        return Ok(());
    };
    let hog = Hog::ALL.into_iter().find(|hog| hog.name() == *name);
    hog::run(hog.ok_or_else(|| format!("unknown hog `{name}`"))?)
}

/// Running hogs; they end when this is dropped, or this process ends in any other way.
pub struct Load {
    hogs: Vec<Child>,
}

impl Load {
    /// Starts what the condition is made of and waits until all of it runs.
    ///
    /// # Errors
    ///
    /// Where a process cannot be started or ends at once.
    pub fn start(condition: Condition) -> Result<Load, String> {
        let executable =
            env::current_exe().map_err(|error| format!("cannot find this executable: {error}"))?;
        let (hog, count) = condition.hogs();
        let mut load = Load { hogs: Vec::new() };
        for _ in 0..count {
            let mut command = Command::new(&executable);
            command.args([HOG, hog.name()]);
            let mut process = command
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .map_err(|error| format!("cannot start {command:?}: {error}"))?;
            let output = process.stdout.take();
            load.hogs.push(process);
            let mut line = String::new();
            if let Some(output) = output {
                BufReader::new(output)
                    .read_line(&mut line)
                    .map_err(|error| format!("cannot hear {command:?}: {error}"))?;
            }
            if line != "ready\n" {
                return Err(format!("{command:?} ended"));
            }
        }
        Ok(load)
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        for hog in &mut self.hogs {
            // One that cannot be killed has ended, and so has one that cannot be waited for.
            let _ = hog.kill();
            let _ = hog.wait();
        }
    }
}
