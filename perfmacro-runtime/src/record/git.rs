//! What was checked out. Never a reason to fail, and never waited for long.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long git may take to compare a work tree with its commit.
const LONGEST: Duration = Duration::from_secs(1);
const LOOK: Duration = Duration::from_millis(1);

/// A work tree and the commit that it is at.
pub(super) struct WorkTree {
    root: PathBuf,
    /// The commit's hash.
    pub(super) commit: String,
}

impl WorkTree {
    /// The one that `directory` is in, by git's files and without git.
    pub(super) fn around(directory: &Path) -> Option<WorkTree> {
        let root = directory
            .ancestors()
            .find(|ancestor| ancestor.join(".git").exists())?;
        Some(WorkTree {
            commit: commit(&git_directory(root)?)?,
            root: root.to_owned(),
        })
    }

    /// Whether files that git knows differ from the commit. Starts git; `None` where it does not say so in time.
    pub(super) fn is_dirty(&self) -> Option<bool> {
        let mut git = Command::new("git")
            .arg("-C")
            .arg(&self.root)
            .args(["--no-optional-locks", "diff", "--quiet", "--no-ext-diff"])
            .args(["HEAD", "--"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        match ended(&mut git)?.code()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

/// How it ended; it is killed where it does not in time.
fn ended(git: &mut Child) -> Option<ExitStatus> {
    let began = Instant::now();
    while began.elapsed() < LONGEST {
        match git.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) => thread::sleep(LOOK),
            Err(_) => break,
        }
    }
    let _ = git.kill();
    let _ = git.wait();
    None
}

/// `.git`, or where the file of that name says: in a work tree beside the main one, and in a submodule.
fn git_directory(root: &Path) -> Option<PathBuf> {
    let git = root.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    let text = fs::read_to_string(git).ok()?;
    Some(root.join(text.strip_prefix("gitdir:")?.trim()))
}

fn commit(git: &Path) -> Option<String> {
    let head = fs::read_to_string(git.join("HEAD")).ok()?;
    let Some(reference) = head.strip_prefix("ref:").map(str::trim) else {
        return hash(&head);
    };
    // Of work trees beside the main one, branches are in the main one's.
    let common = fs::read_to_string(git.join("commondir"))
        .map_or_else(|_| git.to_owned(), |common| git.join(common.trim()));
    fs::read_to_string(common.join(reference))
        .ok()
        .and_then(|text| hash(&text))
        .or_else(|| {
            packed(
                &fs::read_to_string(common.join("packed-refs")).ok()?,
                reference,
            )
        })
}

fn packed(references: &str, reference: &str) -> Option<String> {
    references.lines().find_map(|line| {
        let (found, name) = line.split_once(' ')?;
        (name == reference).then(|| hash(found))?
    })
}

fn hash(text: &str) -> Option<String> {
    let text = text.trim();
    let is_hash = text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "15d8c1530c4aa0b4c4d1a1f9d6a0d7e3b9b1c2d3";

    #[test]
    fn a_reference_may_be_packed() {
        let text = format!("# pack-refs with: peeled\n{HASH} refs/heads/main\n^{HASH}\n");
        assert_eq!(packed(&text, "refs/heads/main").as_deref(), Some(HASH));
        assert_eq!(packed(&text, "refs/heads/other"), None);
        assert_eq!(hash("ref: refs/heads/main"), None);
    }
}
