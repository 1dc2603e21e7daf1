//! Records of which there are enough.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How many runs are kept.
const KEPT: usize = 100;
/// And whatever was written to this recently: a run of many processes may have a file for each.
const RECENT: Duration = Duration::from_secs(60 * 60);

/// The ending of a run's file.
pub(super) const ENDING: &str = "jsonl";

/// Removes all but the newest runs from `directory`. What cannot be removed stays.
pub(super) fn remove(directory: &Path) {
    for path in old(files(directory), SystemTime::now()) {
        let _ = fs::remove_file(path);
    }
}

/// The runs in `directory`, and when each was last written to.
pub(super) fn files(directory: &Path) -> Vec<(PathBuf, SystemTime)> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    entries
        .filter(|entry| {
            let path = entry.path();
            path.extension().is_some_and(|ending| ending == ENDING)
        })
        .filter_map(|entry| {
            // Of a link that of the link: what it points to is somebody else's.
            let metadata = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some((entry.path(), metadata.modified().ok()?))
        })
        .collect()
}

fn old(mut files: Vec<(PathBuf, SystemTime)>, now: SystemTime) -> Vec<PathBuf> {
    files.sort_by_key(|(_, written)| std::cmp::Reverse(*written));
    files
        .into_iter()
        .skip(KEPT)
        .filter(|(_, written)| now.duration_since(*written).is_ok_and(|age| age > RECENT))
        .map(|(path, _)| path)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_and_the_recent_stay() {
        let now = SystemTime::UNIX_EPOCH + RECENT * 10_000;
        let minute = |minutes: u32| {
            let path = PathBuf::from(minutes.to_string());
            (path, now - Duration::from_secs(60) * minutes)
        };
        let files = |minutes: &[u32]| minutes.iter().copied().map(minute).collect::<Vec<_>>();
        let hours = (1..=102).map(|hour| hour * 61).collect::<Vec<_>>();
        assert_eq!(
            old(files(&hours), now),
            [
                PathBuf::from((101 * 61).to_string()),
                PathBuf::from((102 * 61).to_string())
            ]
        );
        let minutes = (0..60).chain(0..60).collect::<Vec<_>>();
        assert_eq!(old(files(&minutes), now), Vec::<PathBuf>::new());
    }
}
