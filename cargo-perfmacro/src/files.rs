//! Several files written as one: all of them, or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

/// What a file is to hold.
#[derive(Clone, Debug)]
pub(crate) struct Write {
    /// Where it is; its folder is made where there is none.
    pub(crate) path: PathBuf,
    /// What it holds now; `None` where there is no file.
    pub(crate) before: Option<String>,
    /// What it is to hold.
    pub(crate) after: String,
}

/// Writes each file beside its place, then moves them there; where that fails, those that were moved are put back.
///
/// # Errors
///
/// A file that cannot be written or moved, with its path.
pub(crate) fn write_all(writes: &[Write]) -> Result<(), (PathBuf, io::Error)> {
    let staged = writes
        .iter()
        .map(|write| (staging(&write.path), write))
        .collect::<Vec<_>>();
    let result = move_all(&staged);
    for (path, _) in &staged {
        let _ = fs::remove_file(path);
    }
    result
}

fn move_all(staged: &[(PathBuf, &Write)]) -> Result<(), (PathBuf, io::Error)> {
    for (path, write) in staged {
        stage(path, write).map_err(|error| (write.path.clone(), error))?;
    }
    for (index, (path, write)) in staged.iter().enumerate() {
        if let Err(error) = fs::rename(path, target(&write.path)) {
            for (_, done) in &staged[..index] {
                put_back(done);
            }
            return Err((write.path.clone(), error));
        }
    }
    Ok(())
}

fn stage(path: &Path, write: &Write) -> io::Result<()> {
    if let Some(folder) = write.path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, &write.after)?;
    // A manifest that only its owner may read stays so.
    if let Ok(metadata) = fs::metadata(&write.path) {
        if metadata.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        fs::set_permissions(path, metadata.permissions())?;
    }
    Ok(())
}

fn put_back(write: &Write) {
    let _ = match &write.before {
        Some(before) => fs::write(&write.path, before),
        None => fs::remove_file(&write.path),
    };
}

/// Beside the place, on the same file system.
fn staging(path: &Path) -> PathBuf {
    let target = target(path);
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}", process::id()))
}

/// Where a link leads, which stays a link.
fn target(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("cargo-perfmacro-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for temporary files");
        folder
    }

    fn write(path: PathBuf, before: Option<&str>) -> Write {
        Write {
            path,
            before: before.map(str::to_owned),
            after: "new".to_owned(),
        }
    }

    #[test]
    fn files_and_their_folders_are_made() {
        let folder = folder("made");
        let path = folder.join("benches/perf.rs");
        write_all(&[write(path.clone(), None)]).expect("a folder of our own");
        assert_eq!(fs::read_to_string(path).expect("it was written"), "new");
        let left = fs::read_dir(folder.join("benches"))
            .expect("the folder")
            .count();
        assert_eq!(left, 1, "nothing temporary is left");
        fs::remove_dir_all(folder).expect("our own");
    }

    #[test]
    fn where_one_cannot_be_written_none_is() {
        let folder = folder("none");
        let first = folder.join("Cargo.toml");
        fs::write(&first, "old").expect("a folder of our own");
        // A folder stands where the second file is to be.
        let second = folder.join("perf.rs");
        fs::create_dir_all(second.join("inside")).expect("a folder of our own");
        let (path, _) = write_all(&[
            write(first.clone(), Some("old")),
            write(second.clone(), None),
        ])
        .expect_err("a folder is in the way");
        assert_eq!(path, second);
        assert_eq!(fs::read_to_string(first).expect("it is there"), "old");
        let left = fs::read_dir(&folder).expect("the folder").count();
        assert_eq!(left, 2, "nothing temporary is left");
        fs::remove_dir_all(folder).expect("our own");
    }
}
