//! Files that are written whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

/// Writes beside the place and moves there, so that nobody reads half of it. The folder is made where there is none,
/// and a file that is replaced keeps its permissions.
pub(crate) fn replace(path: &Path, content: &str) -> io::Result<()> {
    // A link stays a link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let staged = stage(&path, content)?;
    fs::rename(&staged, &path).inspect_err(|_| discard(&staged))
}

/// The same, where nothing is at `path`: what appears there meanwhile is left alone, and told as
/// [`io::ErrorKind::AlreadyExists`].
pub(crate) fn create(path: &Path, content: &str) -> io::Result<()> {
    let staged = stage(path, content)?;
    // Unlike a rename, a link replaces nothing. Where there are no links, a look has to do.
    let placed = match fs::hard_link(&staged, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !path.exists() => {
            return fs::rename(&staged, path).inspect_err(|_| discard(&staged));
        }
        placed => placed,
    };
    discard(&staged);
    placed
}

fn stage(path: &Path, content: &str) -> io::Result<PathBuf> {
    static STAGED: AtomicU64 = AtomicU64::new(0);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (process, number) = (process::id(), STAGED.fetch_add(1, Ordering::Relaxed));
    let staged = path.with_file_name(format!(".{name}.{process}-{number}"));
    let written = (|| {
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&staged)?;
        if let Ok(metadata) = fs::metadata(path) {
            if metadata.permissions().readonly() {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            fs::set_permissions(&staged, metadata.permissions())?;
        }
        file.write_all(content.as_bytes())?;
        file.sync_all()
    })();
    written.inspect_err(|_| discard(&staged)).map(|()| staged)
}

fn discard(staged: &Path) {
    // What cannot be removed is hidden and harmless.
    let _ = fs::remove_file(staged);
}
