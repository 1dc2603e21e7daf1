//! Where records are, when nobody says: in the target directory that the executable was built into.

use std::path::{Path, PathBuf};

/// Below the target directory.
const BELOW: [&str; 2] = ["perfmacro", "records"];
/// How far above the executable its target directory may be: `target/triple/profile/build/package/hash/out/x`.
const HIGHEST: usize = 8;

/// What is known of where this process was built and runs.
pub(super) struct Surroundings {
    /// The executable.
    pub(super) executable: Option<PathBuf>,
    /// `CARGO_TARGET_DIR`.
    pub(super) target: Option<PathBuf>,
    /// The directory of the package, or else the current one.
    pub(super) package: Option<PathBuf>,
}

impl Surroundings {
    /// Where records go; `None` where nothing is known that could hold them.
    pub(super) fn records(&self, exists: impl Fn(&Path) -> bool) -> Option<PathBuf> {
        let marked = |mark: &str| {
            let executable = self.executable.as_deref()?;
            let mut above = executable.ancestors().skip(1).take(HIGHEST);
            above.find(|directory| exists(&directory.join(mark)))
        };
        // The first is in the target directory alone, the second also in that of each triple.
        let target = marked(".rustc_info.json")
            .or_else(|| marked("CACHEDIR.TAG"))
            .map(Path::to_owned)
            .or_else(|| self.target.clone())
            .or_else(|| Some(self.package.as_ref()?.join("target")))?;
        Some(target.join(BELOW.iter().collect::<PathBuf>()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(executable: &str, marks: &[&str]) -> Option<PathBuf> {
        let surroundings = Surroundings {
            executable: Some(executable.into()),
            target: None,
            package: Some("/w/member".into()),
        };
        surroundings.records(|path| marks.iter().any(|mark| path == Path::new(mark)))
    }

    #[test]
    fn the_target_directory_is_known_by_what_cargo_writes() {
        let found = Some(PathBuf::from("/w/target/perfmacro/records"));
        let executable = "/w/target/release/deps/a-1";
        assert_eq!(records(executable, &["/w/target/.rustc_info.json"]), found);
        assert_eq!(records(executable, &["/w/target/CACHEDIR.TAG"]), found);
        let crossed = "/w/target/triple/release/deps/a-1";
        let marks = [
            "/w/target/triple/CACHEDIR.TAG",
            "/w/target/CACHEDIR.TAG",
            "/w/target/.rustc_info.json",
        ];
        assert_eq!(records(crossed, &marks), found);
    }

    #[test]
    fn an_executable_from_elsewhere_has_its_packages() {
        let found = Some(PathBuf::from("/w/member/target/perfmacro/records"));
        assert_eq!(records("/tmp/archive/a-1", &[]), found);
        let nowhere = Surroundings {
            executable: None,
            target: None,
            package: None,
        };
        assert_eq!(nowhere.records(|_| true), None);
    }
}
