//! A directory of one's own.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// What the name of each begins with.
const PREFIX: &str = "perfmacro-instructions-";
/// Nobody counts for that long.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// A directory for temporary files that is gone with this value, and what is in it.
#[derive(Debug)]
pub(super) struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// A new, empty one.
    pub(super) fn new() -> io::Result<Scratch> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        remove_stale(&env::temp_dir(), STALE);
        loop {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let name = format!("{PREFIX}{}-{number}", process::id());
            let path = env::temp_dir().join(name);
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Scratch { path }),
                // Of a process that had this number and was killed.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is in a directory that the system empties.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Removes what processes left behind that were killed, and so removed nothing.
fn remove_stale(parent: &Path, age: Duration) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let is_stale = || {
            let changed = entry.metadata().and_then(|found| found.modified());
            changed.is_ok_and(|changed| changed.elapsed().is_ok_and(|elapsed| elapsed >= age))
        };
        if is_ours && is_stale() {
            // Another process may be at it, too.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_gone_with_its_value() {
        let first = Scratch::new().expect("a directory");
        let second = Scratch::new().expect("another");
        assert_ne!(first.path(), second.path());
        fs::write(first.path().join("a"), "text").expect("a file");
        let path = first.path().to_owned();
        drop(first);
        assert!(!path.exists() && second.path().exists());
    }

    #[test]
    fn what_was_left_behind_is_removed_in_time() {
        let parent = Scratch::new().expect("a directory");
        let left = parent.path().join(format!("{PREFIX}1-0"));
        let other = parent.path().join("others");
        for path in [&left, &other] {
            fs::create_dir(path).expect("a directory");
        }
        remove_stale(parent.path(), Duration::from_secs(3600));
        assert!(left.exists());
        remove_stale(parent.path(), Duration::ZERO);
        assert!(!left.exists() && other.exists());
    }
}
