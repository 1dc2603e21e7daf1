//! A run's file: whole lines, and nothing lost, whoever else writes to it at the same time.
//!
//! Lines are appended by one write, while no other process has the file's lock. A line that was torn all the same,
//! by a kill in the middle of the write or a full disk, is ended by the next writer: it costs itself alone.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// For how long another process may write. One that stands still is not waited for: a write at the end of a file
/// is whole on every local file system, lock or no lock.
const PATIENCE: Duration = Duration::from_secs(5);
const LOOK: Duration = Duration::from_micros(200);

/// A run's file, which nobody else writes to until it is dropped.
pub(super) struct LockedFile {
    file: File,
    length: u64,
}

impl LockedFile {
    /// Opens or makes it, its directory included.
    pub(super) fn open(path: &Path) -> io::Result<LockedFile> {
        let open = || {
            OpenOptions::new()
                .read(true)
                .append(true)
                .create(true)
                .open(path)
        };
        let mut file = match (open(), path.parent()) {
            (Err(error), Some(directory)) if error.kind() == io::ErrorKind::NotFound => {
                std::fs::create_dir_all(directory)?;
                open()?
            }
            (opened, _) => opened?,
        };
        lock(&file);
        let length = file.seek(SeekFrom::End(0))?;
        Ok(LockedFile { file, length })
    }

    /// Whether nothing was written to it.
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Its first line, its end left off.
    pub(super) fn first_line(&mut self) -> io::Result<String> {
        const LONGEST: u64 = 64 * 1024;
        let mut line = String::new();
        self.file.rewind()?;
        BufReader::new((&self.file).take(LONGEST)).read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }

    /// Adds `lines`, which are whole.
    pub(super) fn append(mut self, lines: &str) -> io::Result<()> {
        let written = if self.is_torn()? {
            self.file.write_all(format!("\n{lines}").as_bytes())
        } else {
            self.file.write_all(lines.as_bytes())
        };
        written.inspect_err(|_| {
            // A part of a line is of no use. Where it stays, the next writer ends it.
            let _ = self.file.set_len(self.length);
        })
    }

    /// Whether the last line has no end.
    fn is_torn(&mut self) -> io::Result<bool> {
        if self.is_empty() {
            return Ok(false);
        }
        let mut last = [0];
        self.file.seek(SeekFrom::End(-1))?;
        self.file.read_exact(&mut last)?;
        Ok(last != *b"\n")
    }
}

fn lock(file: &File) {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(LOOK),
            // Or there are no locks here.
            Ok(()) | Err(TryLockError::Error(_)) => return,
        }
    }
}
