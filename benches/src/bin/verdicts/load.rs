//! The processes of a condition, from start to end.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use crate::arguments::mode;
use crate::condition::Condition;
use crate::own;

/// Running hogs; they end when this is dropped, or this process ends in any other way.
pub(crate) struct Load {
    hogs: Vec<Child>,
}

impl Load {
    /// Starts what the condition is made of and waits until all of it runs.
    pub(crate) fn start(condition: Condition) -> Result<Load, String> {
        let (hog, count) = condition.hogs();
        let mut load = Load { hogs: Vec::new() };
        for _ in 0..count {
            let mut command = Command::new(own::executable()?);
            command.args([mode::HOG, hog.name()]);
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
