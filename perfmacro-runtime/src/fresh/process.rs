//! A command that is run to its answer, and not for ever.
//!
//! Invariant: a process that was started here has ended when this returns, unless the system cannot even
//! kill it; and whatever holds its output open is not waited for.

use std::fmt;
use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// How long a killed process may take to end, and one that ended to have its output read.
const GRACE: Duration = Duration::from_secs(1);
/// How often a process is looked at.
const LOOK: Duration = Duration::from_millis(50);

/// Runs `command` for at most `longest`, and gives what it wrote to standard output.
///
/// Its standard input is a pipe that is closed when this process ends, however it ends.
///
/// # Errors
///
/// See [`ProcessError`].
pub(super) fn run(command: &mut Command, longest: Duration) -> Result<String, ProcessError> {
    let mut process = Running::start(command)?;
    let status = process.wait(longest)?;
    let output = process.output();
    match process.failure(status, &output, longest) {
        None => Ok(output),
        Some(error) => Err(error),
    }
}

/// The same, with what it wrote until it ended badly.
///
/// # Errors
///
/// Where the system does not start it, or does not tell what became of it.
pub(crate) fn run_to_any_end(
    command: &mut Command,
    longest: Duration,
) -> Result<(String, Option<ProcessError>), ProcessError> {
    let mut process = Running::start(command)?;
    let status = process.wait(longest)?;
    let output = process.output();
    let failure = process.failure(status, &output, longest);
    Ok((output, failure))
}

/// A process that was started.
struct Running {
    process: Child,
    output: Receiver<String>,
    /// What was read of `output` while the process was waited for.
    written: Option<String>,
    errors: Receiver<String>,
}

impl Running {
    fn start(command: &mut Command) -> Result<Running, ProcessError> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| not_started(&error))?;
        Ok(Running {
            output: read(process.stdout.take()),
            written: None,
            errors: read(process.stderr.take()),
            process,
        })
    }

    /// How it ended, or `None` where it had to be killed.
    ///
    /// What ends is mostly the output, which is waited for without looking: a look is a disturbance. The
    /// process is looked at now and then, since one that it started may hold the output open.
    fn wait(&mut self, longest: Duration) -> Result<Option<ExitStatus>, ProcessError> {
        let began = Instant::now();
        while began.elapsed() < longest {
            let look = LOOK.min(longest.saturating_sub(began.elapsed()));
            if self.written.is_some() {
                thread::sleep(Duration::from_micros(200));
            } else {
                self.written = self.output.recv_timeout(look).ok();
            }
            if let Some(status) = self
                .process
                .try_wait()
                .map_err(|error| not_started(&error))?
            {
                return Ok(Some(status));
            }
        }
        self.process.kill().map_err(|error| not_started(&error))?;
        let killed = Instant::now();
        while killed.elapsed() < GRACE
            && self
                .process
                .try_wait()
                .map_err(|error| not_started(&error))?
                .is_none()
        {
            thread::sleep(LOOK);
        }
        Ok(None)
    }

    /// What it had written when it ended.
    fn output(&mut self) -> String {
        self.written
            .take()
            .unwrap_or_else(|| self.output.recv_timeout(GRACE).unwrap_or_default())
    }

    /// What is bad about its end, if anything.
    fn failure(
        &self,
        status: Option<ExitStatus>,
        output: &str,
        longest: Duration,
    ) -> Option<ProcessError> {
        let Some(status) = status else {
            return Some(ProcessError::TimedOut(longest));
        };
        if status.success() {
            return None;
        }
        let errors = self.errors.recv_timeout(GRACE).unwrap_or_default();
        Some(ProcessError::Failed {
            status,
            last_words: last_words(&errors, output),
        })
    }
}

fn not_started(error: &io::Error) -> ProcessError {
    ProcessError::NotStarted(error.to_string())
}

/// Reads on a thread of its own: a process that fills one pipe while the other is read would stand still.
fn read(pipe: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    if let Some(mut pipe) = pipe {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            // What was read until an error is what there is.
            let _ = pipe.read_to_end(&mut bytes);
            // Nobody waits for it any more where the process was killed.
            let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
        });
    }
    receiver
}

/// What a panic said, which libtest writes to standard output under `--exact` and follows with lines of its
/// own; without one the last line.
fn last_words(errors: &str, output: &str) -> Option<String> {
    panic_message(errors)
        .or_else(|| panic_message(output))
        .or_else(|| last_line(errors))
        .or_else(|| last_line(output))
}

fn panic_message(text: &str) -> Option<String> {
    let mut lines = text.lines();
    lines.find(|line| line.starts_with("thread '") && line.contains(" panicked at "))?;
    last_line(lines.next()?)
}

fn last_line(text: &str) -> Option<String> {
    // The line that libtest leaves open says nothing.
    let line = text
        .lines()
        .map(str::trim)
        .rfind(|line| !line.is_empty() && !line.starts_with("test "))?;
    Some(line.chars().take(200).collect())
}

/// Why a command gave no answer.
#[derive(Debug)]
pub enum ProcessError {
    /// The system did not start it, or does not tell what became of it.
    NotStarted(String),
    /// It had not ended after this long, and was killed.
    TimedOut(Duration),
    /// It ended with an error.
    Failed {
        /// How it ended.
        status: ExitStatus,
        /// What it panicked with, or else the last line that it wrote.
        last_words: Option<String>,
    },
}

impl fmt::Display for ProcessError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStarted(error) => write!(formatter, "it could not be started: {error}"),
            Self::TimedOut(longest) => write!(
                formatter,
                "it had not ended after {:.0} s, and was killed",
                longest.as_secs_f64()
            ),
            Self::Failed { status, last_words } => {
                write!(formatter, "it ended with {status}")?;
                match last_words {
                    Some(words) => write!(formatter, ": {words}"),
                    None => Ok(()),
                }
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, longest: Duration) -> Result<String, ProcessError> {
        run(Command::new("sh").args(["-c", script]), longest)
    }

    const LONG: Duration = Duration::from_secs(60);
    const SHORT: Duration = Duration::from_millis(100);

    #[test]
    fn an_answer_is_given_whole() {
        let answer = shell("yes | head -c 200000", LONG).expect("it ends well");
        assert_eq!(answer.len(), 200_000);
    }

    #[test]
    fn a_process_that_hangs_is_killed() {
        let error = shell("sleep 600", SHORT).expect_err("it hangs");
        assert!(matches!(error, ProcessError::TimedOut(_)), "{error}");
    }

    #[test]
    fn a_process_that_holds_its_output_open_elsewhere_is_not_waited_for() {
        let began = Instant::now();
        let _ = shell("sleep 600 & echo $! >&2; exit 3", LONG);
        assert!(began.elapsed() < LONG);
    }

    #[test]
    fn a_process_that_ends_badly_is_told() {
        let error = shell("echo first >&2; echo last words >&2; exit 3", LONG).expect_err("3");
        assert_eq!(
            error.to_string(),
            "it ended with exit status: 3: last words"
        );
        let panicking = "echo \"thread 'a::b' (7) panicked at src/a.rs:1:1:\"; echo damaged; echo more; exit 101";
        let error = shell(panicking, LONG).expect_err("101");
        assert_eq!(error.to_string(), "it ended with exit status: 101: damaged");
        let error = shell("kill -9 $$", LONG).expect_err("killed");
        assert!(error.to_string().contains("signal: 9"), "{error}");
    }

    #[test]
    fn a_program_that_is_not_there_is_told() {
        let error = run(&mut Command::new("/nowhere"), LONG).expect_err("not there");
        assert!(matches!(error, ProcessError::NotStarted(_)), "{error}");
    }
}
