//! The machine's one turn to measure: a locked file that every process on it agrees on.
//!
//! The system takes the lock away from a process that ends, however it ends. The file also holds what a
//! waiter wants to know of the holder, and the fastest that the reference kernels ever ran here.
//! Losing the text costs nothing but that knowledge: a full disk does not stop a measurement.

use std::env;
use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::reference::Readings;
use crate::time::Picoseconds;

/// How often a waiter looks.
const LOOK: Duration = Duration::from_millis(5);

/// How long a waiter waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Past the time at which the holder said it would be done; from the beginning where it says nothing.
    pub overdue: Duration,
    /// In all.
    pub longest: Duration,
}

impl Patience {
    /// What tests have.
    pub const DEFAULT: Patience = Patience {
        overdue: Duration::from_secs(30),
        longest: Duration::from_secs(600),
    };
}

/// The turn, until it is dropped.
pub struct MachineLock {
    file: File,
    text: Text,
}

/// Where the file is: the one place that all processes of a machine share and may write to.
pub(super) fn path() -> PathBuf {
    env::temp_dir().join("perfmacro.lock")
}

impl MachineLock {
    /// Waits for the turn. `holder` is what waiters are told, `takes` how long it is needed at most.
    ///
    /// # Errors
    ///
    /// See [`LockError`].
    pub fn acquire(
        path: &Path,
        holder: &str,
        takes: Duration,
        patience: Patience,
    ) -> Result<MachineLock, LockError> {
        let unavailable = |error: io::Error| LockError::Unavailable {
            path: path.to_owned(),
            error: error.to_string(),
        };
        let mut file = open(path).map_err(unavailable)?;
        let began = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) => {
                    let waited = began.elapsed();
                    let text = Text::read(&mut file);
                    let overdue = text.until.map_or(waited, |until| since(until).min(waited));
                    if overdue > patience.overdue || waited > patience.longest {
                        return Err(LockError::Held {
                            holder: text.holder,
                            waited,
                        });
                    }
                    thread::sleep(LOOK);
                }
                Err(TryLockError::Error(error)) => return Err(unavailable(error)),
            }
        }
        let text = Text {
            holder: holder.to_owned(),
            until: SystemTime::now().checked_add(takes),
            ..Text::read(&mut file)
        };
        let mut lock = MachineLock { file, text };
        lock.write();
        Ok(lock)
    }

    /// The fastest readings known of this machine with `seen` among them, which is remembered.
    pub fn fastest(&mut self, seen: Readings) -> Readings {
        let fastest = self.text.fastest.map_or(seen, |known| known.fastest(seen));
        if self.text.fastest.replace(fastest) != Some(fastest) {
            self.write();
        }
        fastest
    }

    fn write(&mut self) {
        let text = self.text.to_string();
        // What cannot be written is not known to others: see the module.
        let _ = self.file.rewind();
        let _ = self.file.write_all(text.as_bytes());
        let _ = self.file.set_len(text.len() as u64);
    }
}

/// Opens or makes the file, for every user of the machine. Not both at once: of a file that another user
/// made in a shared directory, Linux refuses what might create it.
fn open(path: &Path) -> io::Result<File> {
    let existing = || OpenOptions::new().read(true).write(true).open(path);
    match existing() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        // A lock is all that is needed.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return File::open(path),
        other => return other,
    }
    match OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .open(path)
    {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => existing(),
        Ok(file) => {
            #[cfg(unix)]
            {
                use std::fs::Permissions;
                use std::os::unix::fs::PermissionsExt as _;
                let _ = file.set_permissions(Permissions::from_mode(0o666));
            }
            Ok(file)
        }
        error => error,
    }
}

fn since(time: SystemTime) -> Duration {
    SystemTime::now().duration_since(time).unwrap_or_default()
}

/// The file's text; what cannot be read of it is as unwritten.
#[derive(Clone, Debug, Default, PartialEq)]
struct Text {
    holder: String,
    until: Option<SystemTime>,
    /// Of kernels built as this process's are.
    fastest: Option<Readings>,
    /// Of kernels built in other ways, as they were found.
    others: Vec<String>,
}

impl Text {
    fn read(file: &mut File) -> Text {
        let mut text = String::new();
        let read = file
            .rewind()
            .and_then(|()| file.take(10_000).read_to_string(&mut text));
        read.map_or_else(|_| Text::default(), |_| Text::parse(&text, &kernels()))
    }

    fn parse(text: &str, kernels: &str) -> Text {
        let mut parsed = Text::default();
        for line in text.lines() {
            let (name, value) = line.split_once(' ').unwrap_or((line, ""));
            match name {
                "holder" => value.clone_into(&mut parsed.holder),
                "until" => {
                    parsed.until = value
                        .parse()
                        .ok()
                        .and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
                }
                "fastest" => match value.split_once(' ') {
                    Some((of, readings)) if of == kernels => {
                        parsed.fastest = parse_readings(readings);
                    }
                    Some(_) => parsed.others.push(line.to_owned()),
                    None => {}
                },
                _ => {}
            }
        }
        parsed
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "holder {}", self.holder)?;
        if let Some(until) = self
            .until
            .and_then(|until| until.duration_since(UNIX_EPOCH).ok())
        {
            writeln!(formatter, "until {}", until.as_secs())?;
        }
        if let Some(Readings {
            clock,
            core,
            memory,
        }) = self.fastest
        {
            let [clock, core, memory] = [clock, core, memory].map(Picoseconds::count);
            writeln!(formatter, "fastest {} {clock} {core} {memory}", kernels())?;
        }
        // An old line falls off the end, so that the file stays small.
        for other in self.others.iter().take(20) {
            writeln!(formatter, "{other}")?;
        }
        Ok(())
    }
}

fn parse_readings(text: &str) -> Option<Readings> {
    let mut words = text.split(' ');
    let mut time = || {
        let time = words.next()?.parse().ok().filter(|time| *time > 0)?;
        Some(Picoseconds::new(time))
    };
    Some(Readings {
        clock: time()?,
        core: time()?,
        memory: time()?,
    })
}

/// Kernels that were compiled alike: only their readings can be compared.
fn kernels() -> String {
    format!(
        "{}-{}",
        env!("CARGO_PKG_VERSION"),
        env!("PERFMACRO_BUILT_AS")
    )
}

/// Why there is no turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockError {
    /// The file cannot be opened or locked.
    Unavailable {
        /// Where it is.
        path: PathBuf,
        /// What the system says.
        error: String,
    },
    /// Another process has held it for too long.
    Held {
        /// Which, as far as it said.
        holder: String,
        /// For how long this one waited.
        waited: Duration,
    },
}

impl fmt::Display for LockError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable { path, error } => {
                write!(formatter, "cannot lock `{}`: {error}", path.display())
            }
            Self::Held { holder, waited } => {
                let holder = if holder.is_empty() {
                    "another process"
                } else {
                    holder
                };
                write!(
                    formatter,
                    "{holder} has been measuring for too long, waited for it for {} s",
                    waited.as_secs()
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAKES: Duration = Duration::from_secs(5);
    const READINGS: Readings = Readings {
        clock: Picoseconds::new(20),
        core: Picoseconds::new(25),
        memory: Picoseconds::new(30),
    };

    fn temporary(name: &str) -> PathBuf {
        env::temp_dir().join(format!("perfmacro-{name}-{}.lock", std::process::id()))
    }

    fn impatient() -> Patience {
        Patience {
            overdue: Duration::from_millis(20),
            longest: Duration::from_millis(40),
        }
    }

    #[test]
    fn a_held_lock_is_waited_for_and_given_up() {
        let path = temporary("held");
        let held = MachineLock::acquire(&path, "process 1", TAKES, impatient()).expect("free");
        let error = MachineLock::acquire(&path, "process 2", TAKES, impatient()).err();
        assert!(
            matches!(&error, Some(LockError::Held { holder, .. }) if holder == "process 1"),
            "{error:?}"
        );
        drop(held);
        assert!(MachineLock::acquire(&path, "process 2", TAKES, impatient()).is_ok());
        std::fs::remove_file(path).expect("it was made");
    }

    #[test]
    fn a_directory_that_is_not_there_is_told() {
        let path = Path::new("/nowhere/perfmacro.lock");
        let error = MachineLock::acquire(path, "x", TAKES, impatient()).err();
        assert!(
            matches!(error, Some(LockError::Unavailable { .. })),
            "{error:?}"
        );
    }

    #[test]
    fn the_fastest_readings_are_remembered() {
        let path = temporary("fastest");
        let slower = Readings {
            clock: Picoseconds::new(40),
            core: Picoseconds::new(15),
            memory: Picoseconds::new(10),
        };
        let acquired = || MachineLock::acquire(&path, "x", TAKES, impatient()).expect("free");
        assert_eq!(acquired().fastest(READINGS), READINGS);
        assert_eq!(acquired().fastest(slower), READINGS.fastest(slower));
        std::fs::remove_file(path).expect("it was made");
    }

    #[test]
    fn a_damaged_text_is_as_none() {
        for damaged in [
            "",
            "\0\0",
            "holder",
            "until soon\nfastest x",
            "fastest a-b 0 0 0",
        ] {
            let parsed = Text::parse(damaged, "a-b");
            assert_eq!((parsed.until, parsed.fastest), (None, None), "{damaged}");
        }
        let text = Text {
            holder: "process 7".to_owned(),
            until: UNIX_EPOCH.checked_add(Duration::from_secs(1_800_000_000)),
            fastest: Some(READINGS),
            others: vec!["fastest other 1 2 3".to_owned()],
        };
        assert_eq!(Text::parse(&text.to_string(), &kernels()), text);
    }
}
