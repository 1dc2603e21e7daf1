//! Commands that are given up when they take too long.
//!
//! Input: a command and a limit. Output: what it wrote and how it ended; `None` where it did not end in time.
//!
//! Invariant: nothing waits for ever.

use std::env;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How a process ended.
pub(crate) struct Ended {
    /// `None` where a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// `cargo` with the words of `arguments`, as a user runs it in `folder`.
pub(crate) fn cargo(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments.split_whitespace());
    clean(&mut command, folder);
    // Shared with the other tests over whole crates, so that perfmacro is built once.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("target");
    command.env("CARGO_TARGET_DIR", target);
    command
}

/// Takes from `command` what the outer Cargo, a developer's shell or CI says: it is not for a user's crate.
pub(crate) fn clean(command: &mut Command, folder: &Path) {
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        let is_foreign = ["CARGO_", "PERFMACRO_", "RUST_", "NEXTEST"]
            .iter()
            .any(|prefix| name.starts_with(prefix));
        if is_foreign && name != "CARGO_HOME" || name == "RUSTFLAGS" {
            command.env_remove(name);
        }
    }
    command.current_dir(folder);
    command.env("CARGO_TERM_COLOR", "never");
}

/// Runs `command`, and kills it at the limit.
pub(crate) fn run(command: &mut Command, limit: Duration) -> Option<Ended> {
    let mut process = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // Read beside it: a process whose pipe is full waits.
    let stdout = reader(process.stdout.take().expect("its output is piped"));
    let stderr = reader(process.stderr.take().expect("its output is piped"));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = process.try_wait().expect("the process can be asked") {
            break status;
        }
        if start.elapsed() > limit {
            process.kill().expect("the process runs");
            process.wait().expect("the process ends");
            return None;
        }
        thread::sleep(Duration::from_millis(2));
    };
    Some(Ended {
        code: status.code(),
        stdout: stdout.join().expect("a reader does not panic"),
        stderr: stderr.join().expect("a reader does not panic"),
    })
}

fn reader(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("a pipe is readable");
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
