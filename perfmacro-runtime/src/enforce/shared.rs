//! What was counted for all processes of one run of nextest, which has a process for every test: the first counts,
//! and leaves the figures in a file.
//!
//! Invariant: figures are of this run, of this executable and of nothing else; a file that is not whole is no file.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::fault::Fault;
use crate::instructions::{Instructions, NotCounted, Simulated};

use super::batch::Counts;

/// Where nextest names the run.
pub(super) const RUN: &str = "NEXTEST_RUN_ID";

/// What each file's name begins with.
const PREFIX: &str = "perfmacro-counts-";
/// The last line of a whole file.
const END: &str = "end";
/// How often a process looks whether another has counted.
const LOOK: Duration = Duration::from_millis(20);
/// Nobody runs tests for that long.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// What another process of this run has counted, or else `count` counts. Where there is no such run, or no such
/// file can be, it is counted here.
pub(super) fn counts(
    fault: Option<Fault>,
    longest: Duration,
    count: impl FnOnce() -> Result<Counts, NotCounted>,
) -> Result<Counts, NotCounted> {
    let Some(mut file) = path(fault).and_then(|path| locked(&path, longest).ok()) else {
        return count();
    };
    let mut text = String::new();
    if file.read_to_string(&mut text).is_ok()
        && let Some(counts) = read(&text)
    {
        return Ok(counts);
    }
    let counts = count()?;
    // The others count by themselves where it cannot be written.
    let _ = write(&mut file, &counts);
    Ok(counts)
}

/// The file of this run and this executable.
fn path(fault: Option<Fault>) -> Option<PathBuf> {
    let run = env::var_os(RUN)?;
    let executable = env::current_exe().ok()?;
    let built = executable
        .metadata()
        .and_then(|found| found.modified())
        .ok()?;
    let mut hasher = DefaultHasher::new();
    (run, &executable, built, fault.map(Fault::name)).hash(&mut hasher);
    let directory = env::temp_dir();
    remove_stale(&directory);
    Some(directory.join(format!("{PREFIX}{:016x}", hasher.finish())))
}

fn locked(path: &Path, longest: Duration) -> io::Result<File> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)?;
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if began.elapsed() < longest => thread::sleep(LOOK),
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::TimedOut.into()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

fn write(file: &mut File, counts: &Counts) -> io::Result<()> {
    let mut text = String::new();
    for (name, found) in counts {
        let line = match found {
            Ok(found) => format!("counted {} {name}\n", words(found)),
            Err(NotCounted::OtherThreads) => format!("threads {name}\n"),
            Err(NotCounted::Panicked(message)) => format!("panicked {name}\t{message}\n"),
            // Another process may count it.
            Err(_) => continue,
        };
        text.push_str(&line);
    }
    text.push_str(END);
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(text.as_bytes())
}

fn words(found: &Instructions) -> String {
    let simulated = found.simulated.map_or_else(
        || "-".to_owned(),
        |simulated| {
            let Simulated {
                accesses,
                l1_misses,
                last_level_misses,
                branches,
                mispredicted,
            } = simulated;
            format!("{accesses},{l1_misses},{last_level_misses},{branches},{mispredicted}")
        },
    );
    format!("{} {simulated}", found.count)
}

fn read(text: &str) -> Option<Counts> {
    let lines = text.strip_suffix(END)?;
    let mut counts = BTreeMap::new();
    for line in lines.lines() {
        let (kind, rest) = line.split_once(' ')?;
        let (name, found) = match kind {
            "counted" => {
                let mut words = rest.splitn(3, ' ');
                let found = Instructions {
                    count: words.next()?.parse().ok()?,
                    simulated: match words.next()? {
                        "-" => None,
                        figures => Some(simulated(figures)?),
                    },
                };
                (words.next()?, Ok(found))
            }
            "threads" => (rest, Err(NotCounted::OtherThreads)),
            "panicked" => {
                let (name, message) = rest.split_once('\t')?;
                (name, Err(NotCounted::Panicked(message.to_owned())))
            }
            _ => return None,
        };
        counts.insert(name.to_owned(), found);
    }
    Some(counts)
}

fn simulated(word: &str) -> Option<Simulated> {
    let figures = word
        .split(',')
        .map(|figure| figure.parse().ok())
        .collect::<Option<Vec<_>>>()?;
    let [
        accesses,
        l1_misses,
        last_level_misses,
        branches,
        mispredicted,
    ] = figures[..]
    else {
        return None;
    };
    Some(Simulated {
        accesses,
        l1_misses,
        last_level_misses,
        branches,
        mispredicted,
    })
}

/// Removes the files of runs that are long over.
fn remove_stale(directory: &Path) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let is_stale = || {
            let changed = entry.metadata().and_then(|found| found.modified());
            changed.is_ok_and(|changed| {
                SystemTime::now()
                    .duration_since(changed)
                    .is_ok_and(|age| age >= STALE)
            })
        };
        if is_ours && is_stale() {
            // Another process may have been faster.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_they_were_written() {
        let simulated = Simulated {
            accesses: 1,
            l1_misses: 2,
            last_level_misses: 3,
            branches: 4,
            mispredicted: 5,
        };
        let counted = |count, simulated| Ok(Instructions { count, simulated });
        let counts = Counts::from([
            (
                "a::b/with a space/10".to_owned(),
                counted(7, Some(simulated)),
            ),
            ("a::c".to_owned(), counted(0, None)),
            ("a::d".to_owned(), Err(NotCounted::OtherThreads)),
            (
                "a::e".to_owned(),
                Err(NotCounted::Panicked("out of bounds".to_owned())),
            ),
        ]);
        let path = env::temp_dir().join(format!("{PREFIX}test-{}", std::process::id()));
        let mut file = locked(&path, Duration::from_secs(10)).expect("a file of our own");
        let failed = NotCounted::Failed("this time".to_owned());
        let mut with_failure = counts.clone();
        with_failure.insert("a::f".to_owned(), Err(failed));
        write(&mut file, &with_failure).expect("room");
        let text = fs::read_to_string(&path).expect("what was written");
        fs::remove_file(&path).expect("ours");
        assert_eq!(read(&text), Some(counts));
        assert_eq!(read(&text[..text.len() - 1]), None);
        assert_eq!(read(""), None);
    }
}
