//! A command that runs while its lines are looked at.

use std::io::{self, BufRead as _, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::terminal::Terminal;

/// Where a line came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    Output,
    Error,
}

pub(super) fn follow(
    command: Command,
    terminal: Terminal,
    is_shown: impl FnMut(&str, From) -> bool + Send,
) -> Result<(String, String, bool), io::Error> {
    let (output, said, code) = follow_code(command, terminal, is_shown)?;
    Ok((output, said, code == Some(0)))
}

/// Runs a command and collects what it says, showing the lines that `is_shown` picks as they come.
pub(super) fn follow_code(
    mut command: Command,
    terminal: Terminal,
    is_shown: impl FnMut(&str, From) -> bool + Send,
) -> Result<(String, String, Option<i32>), io::Error> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let is_shown = std::sync::Mutex::new(is_shown);
    let see = |line: &str, from| {
        let picked = is_shown
            .lock()
            .is_ok_and(|mut is_shown| is_shown(line, from));
        if picked || terminal.is_verbose() {
            terminal.clear_progress();
            terminal.tell_always(line);
        }
    };
    let Child { stdout, stderr, .. } = &mut child;
    let (stdout, stderr) = (stdout.take(), stderr.take());
    let (output, said) = thread::scope(|scope| {
        let said = scope.spawn(|| collect(stderr, |line| see(line, From::Error)));
        let output = collect(stdout, |line| see(line, From::Output));
        (output, said.join().unwrap_or_default())
    });
    terminal.clear_progress();
    let status = child.wait()?;
    Ok((output, said, status.code()))
}

/// All that a pipe has, each line shown to `see` as it comes.
fn collect(pipe: Option<impl Read>, mut see: impl FnMut(&str)) -> String {
    let mut all = String::new();
    let Some(pipe) = pipe else { return all };
    let mut pipe = BufReader::new(pipe);
    let mut bytes = Vec::new();
    while pipe
        .read_until(b'\n', &mut bytes)
        .is_ok_and(|count| count > 0)
    {
        let line = String::from_utf8_lossy(&bytes);
        see(line.trim_end_matches(['\r', '\n']));
        all.push_str(&line);
        bytes.clear();
    }
    all
}
