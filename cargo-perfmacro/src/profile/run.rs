//! A command that is run to its end, and not for ever.
//!
//! Its standard input is a pipe that this process holds: a benchmark target that was told so ends when the pipe does, also
//! inside of a tool that would outlive its own end.

use std::fmt;
use std::io::{self, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// How often a process is looked at.
const LOOK: Duration = Duration::from_millis(20);
/// How long one may take to write down what it found, once its time is up, and to have its output read.
const GRACE: Duration = Duration::from_secs(10);

/// What a process said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Why it did not end well.
#[derive(Debug)]
pub(crate) enum RunError {
    /// The system does not start it, or does not tell what became of it.
    Start(io::Error),
    /// It had not ended after this long.
    TimedOut(Duration, Output),
    /// It ended with an error.
    Failed(ExitStatus, Output),
}

impl RunError {
    /// What was said until then.
    pub(crate) fn stderr(&self) -> &str {
        match self {
            RunError::Start(_) => "",
            RunError::TimedOut(_, output) | RunError::Failed(_, output) => output.stderr.trim_end(),
        }
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RunError::Start(_) => formatter.write_str("it cannot be started"),
            RunError::TimedOut(longest, _) => write!(
                formatter,
                "it had not ended after {} s: --calls, --seconds and --timeout say how much it does and how long it may take",
                longest.as_secs()
            ),
            RunError::Failed(status, _) => write!(formatter, "it ended with {status}"),
        }
    }
}

impl std::error::Error for RunError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            RunError::Start(error) => Some(error),
            _ => None,
        }
    }
}

/// Runs it for at most `longest`.
///
/// # Errors
///
/// See [`RunError`].
pub(crate) fn run(command: &mut Command, longest: Duration) -> Result<Output, RunError> {
    let mut process = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(RunError::Start)?;
    let stdout = read(process.stdout.take());
    let stderr = read(process.stderr.take());
    let mut input = process.stdin.take();
    let began = Instant::now();
    let status = loop {
        if let Some(status) = process.try_wait().map_err(RunError::Start)? {
            break input.is_some().then_some(status);
        }
        if input.is_some() && began.elapsed() >= longest {
            // What runs the case ends by this, and the tool behind it.
            input = None;
        }
        if began.elapsed() >= longest + GRACE {
            process.kill().map_err(RunError::Start)?;
            process.wait().map_err(RunError::Start)?;
            break None;
        }
        thread::sleep(LOOK);
    };
    let output = Output {
        stdout: stdout.recv_timeout(GRACE).unwrap_or_default(),
        stderr: stderr.recv_timeout(GRACE).unwrap_or_default(),
    };
    match status {
        Some(status) if status.success() => Ok(output),
        Some(status) => Err(RunError::Failed(status, output)),
        None => Err(RunError::TimedOut(longest, output)),
    }
}

/// Reads on a thread of its own: a process that fills one pipe while the other is read would stand still.
fn read(pipe: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read until an error is what there is.
            let _ = pipe.read_to_end(&mut bytes);
        }
        // Nobody waits for it any more where the process was killed.
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    receiver
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, longest: Duration) -> Result<Output, RunError> {
        run(Command::new("sh").args(["-c", script]), longest)
    }

    #[test]
    fn what_it_says_is_there_however_it_ends() {
        let minute = Duration::from_secs(60);
        let output = shell("echo out; echo err >&2", minute).expect("it ends well");
        assert_eq!(
            (output.stdout.as_str(), output.stderr.as_str()),
            ("out\n", "err\n")
        );
        let failed = shell("echo err >&2; exit 3", minute).expect_err("3");
        assert_eq!(failed.to_string(), "it ended with exit status: 3");
        assert_eq!(failed.stderr(), "err");
        assert!(matches!(
            run(&mut Command::new("/nowhere"), minute),
            Err(RunError::Start(_))
        ));
    }

    #[test]
    fn what_takes_too_long_ends_with_its_input() {
        let began = Instant::now();
        let late = shell("cat; echo done", Duration::from_millis(50)).expect_err("it waits");
        assert!(
            matches!(&late, RunError::TimedOut(_, output) if output.stdout == "done\n"),
            "{late:?}"
        );
        assert!(began.elapsed() < GRACE);
    }
}
