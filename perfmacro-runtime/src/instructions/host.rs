//! What has calls counted: a command that is run under callgrind, and what became of it.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::client_request;
use super::figures::Instructions;
use super::not_counted::NotCounted;
use super::scratch::Scratch;
use super::tally;
use crate::fresh::{self, ProcessError};

/// What callgrind is told beside where to write.
const OPTIONS: [&str; 15] = [
    "--tool=callgrind",
    // The user's own options, from a file or a variable, are for other purposes.
    "--command-line-only=yes",
    "--vgdb=no",
    "--instr-atstart=no",
    "--collect-atstart=no",
    "--combine-dumps=yes",
    "--compress-strings=yes",
    // Of the functions and lines in a dump nothing is read.
    "--dump-line=no",
    "--dump-instr=no",
    "--cache-sim=yes",
    "--branch-sim=yes",
    // The same caches on every machine, where callgrind would simulate those of this one.
    "--I1=32768,8,64",
    "--D1=32768,8,64",
    "--LL=8388608,16,64",
    "--read-inline-info=no",
];

/// Whether instructions can be counted here: whether there is a valgrind for this platform, and on the path.
///
/// # Errors
///
/// What is in the way.
pub fn is_available() -> Result<(), NotCounted> {
    if !client_request::IS_SUPPORTED {
        return Err(NotCounted::Unsupported);
    }
    let is_there = env::var_os("PATH").is_some_and(|path| {
        env::split_paths(&path).any(|directory| is_executable(&directory.join("valgrind")))
    });
    if is_there {
        Ok(())
    } else {
        Err(NotCounted::NotInstalled { install: INSTALL })
    }
}

/// Runs `command`, which comes to [`answer`](super::answer) in this executable, under callgrind for at most
/// `longest`; what one call executes, by the names of cases.
///
/// # Errors
///
/// Where nothing could be counted at all. What is wrong with a single case is told in its place.
#[allow(
    clippy::needless_pass_by_value,
    reason = "it is run, though as the arguments of another command"
)]
pub fn count(
    command: Command,
    longest: Duration,
) -> Result<BTreeMap<String, Result<Instructions, NotCounted>>, NotCounted> {
    is_available()?;
    let no_directory = |error: io::Error| {
        NotCounted::Failed(format!("there is no directory for what it writes: {error}"))
    };
    let scratch = Scratch::new().map_err(no_directory)?;
    let log = scratch.path().join("log");
    let mut valgrind = under_callgrind(&command, scratch.path(), &log);
    let (printed, error) = fresh::run_to_any_end(&mut valgrind, longest)
        .map_err(|error| NotCounted::Failed(error.to_string()))?;
    let wrote = dumps(scratch.path()).map_err(no_directory)?;
    let ended = error.map(|error| bad_end(&error, &read(&log)));
    tally::counts(&printed, &wrote, ended)
}

/// `command` as what callgrind runs, which writes to `directory`, and of itself to `log`.
fn under_callgrind(command: &Command, directory: &Path, log: &Path) -> Command {
    let option = |name: &str, path: &Path| {
        let mut option = std::ffi::OsString::from(name);
        // A `%` begins the name of something that valgrind puts in its place.
        option.push(path.to_string_lossy().replace('%', "%%"));
        option
    };
    let mut valgrind = Command::new("valgrind");
    valgrind.args(OPTIONS);
    // With the process's number: one that the function starts by `fork` would write to the same file.
    let mut out_file = option("--callgrind-out-file=", &directory.join("dumps."));
    out_file.push("%p");
    valgrind
        .arg(out_file)
        .arg(option("--log-file=", log))
        .arg(command.get_program())
        .args(command.get_args())
        // A trace of a panic takes callgrind seconds, and is not told.
        .env("RUST_BACKTRACE", "0")
        // With it valgrind asks servers for debug information, which nothing here needs.
        .env_remove("DEBUGINFOD_URLS");
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => valgrind.env(name, value),
            None => valgrind.env_remove(name),
        };
    }
    if let Some(directory) = command.get_current_dir() {
        valgrind.current_dir(directory);
    }
    valgrind
}

/// Everything that callgrind wrote down.
fn dumps(directory: &Path) -> io::Result<String> {
    let mut wrote = String::new();
    for file in fs::read_dir(directory)? {
        let file = file?;
        if file.file_name().to_string_lossy().starts_with("dumps.") {
            wrote += &read(&file.path());
            wrote.push('\n');
        }
    }
    Ok(wrote)
}

/// The names of the user's functions may be anything. What is not there holds nothing.
fn read(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What is bad about an end, with what valgrind says of it in its `log`.
fn bad_end(error: &ProcessError, log: &str) -> String {
    // Each line begins with the process's number: `==123== `.
    let mut lines = log
        .lines()
        .map(|line| {
            line.trim_start_matches(|first: char| "=-".contains(first) || first.is_ascii_digit())
        })
        .map(str::trim);
    let unknown = ["Unrecognised instruction", "unhandled instruction"];
    if lines.any(|line| unknown.iter().any(|words| line.contains(words))) {
        // `at 0x155490: a::checksum (in /an/executable)`
        let place = lines
            .find_map(|line| line.strip_prefix("at ")?.split_once(": "))
            .map_or("the call", |(_, place)| place);
        return format!(
            "this valgrind does not know an instruction of {place}: build without `-C target-cpu=native`, or \
             use a newer valgrind"
        );
    }
    error.to_string()
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

/// What installs valgrind here.
const INSTALL: &str = if cfg!(target_os = "linux") {
    "`sudo apt-get install valgrind` (Debian, Ubuntu), `sudo dnf install valgrind` (Fedora), `sudo pacman -S \
     valgrind` (Arch)"
} else if cfg!(target_os = "freebsd") {
    "`sudo pkg install valgrind`"
} else if cfg!(target_os = "macos") {
    "`brew install valgrind`, which there is for Macs with Intel's processors"
} else {
    "see https://valgrind.org"
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_that_is_not_known_is_told_with_its_place() {
        let error = ProcessError::TimedOut(Duration::from_secs(1));
        let told = bad_end(&error, include_str!("recorded/unknown.log"));
        assert!(
            told.contains("instruction of core::ops::function::FnOnce::call_once")
                && told.contains("target-cpu"),
            "{told}"
        );
        assert_eq!(bad_end(&error, "==1== Command: a"), error.to_string());
    }

    #[test]
    fn a_command_keeps_its_arguments_and_environment() {
        let mut command = Command::new("/an/executable");
        command
            .args(["a::b", "--exact"])
            .env("GIVEN", "1")
            .env_remove("TAKEN")
            .current_dir("/");
        let valgrind = under_callgrind(&command, Path::new("/100%"), Path::new("/100%/log"));
        let arguments = valgrind
            .get_args()
            .map(|argument| argument.to_string_lossy().into_owned())
            .collect::<Vec<_>>();
        let [.., out_file, log_file, program, name, exact] = arguments.as_slice() else {
            panic!("{arguments:?}")
        };
        assert_eq!(out_file, "--callgrind-out-file=/100%%/dumps.%p");
        assert_eq!(log_file, "--log-file=/100%%/log");
        assert_eq!(
            [program, name, exact],
            ["/an/executable", "a::b", "--exact"]
        );
        let variables = valgrind.get_envs().collect::<Vec<_>>();
        assert!(variables.contains(&("GIVEN".as_ref(), Some("1".as_ref()))));
        assert!(variables.contains(&("TAKEN".as_ref(), None)));
        assert_eq!(valgrind.get_current_dir(), Some(Path::new("/")));
    }
}
