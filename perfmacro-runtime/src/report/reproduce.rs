//! The command that runs one test again.

use std::path::Path;

/// `cargo test .. --exact`, for a test executable at `executable`, built by Cargo from `package`.
pub(super) fn command(executable: Option<&Path>, package: Option<&str>, test: &str) -> String {
    let mut command = String::from("cargo test");
    if let Some(profile) = executable.and_then(profile_flag) {
        command.push(' ');
        command.push_str(&profile);
    }
    if let Some(package) = package {
        command.push_str(" -p ");
        command.push_str(package);
    }
    format!("{command} {test} -- --exact --nocapture")
}

/// The flag of the profile that the executable was built with: Cargo builds it in `{profile}/deps`.
fn profile_flag(executable: &Path) -> Option<String> {
    let directory = executable.parent()?;
    if directory.file_name()? != "deps" {
        return None;
    }
    match directory.parent()?.file_name()?.to_str()? {
        "debug" => None,
        "release" => Some("--release".to_owned()),
        profile => Some(format!("--profile {profile}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_read_from_the_path() {
        for (path, expected) in [
            (
                "target/debug/deps/x-1",
                "cargo test -p p m::perf_x::budget -- --exact --nocapture",
            ),
            (
                "target/release/deps/x-1",
                "cargo test --release -p p m::perf_x::budget -- --exact --nocapture",
            ),
            (
                "target/x86_64-unknown-linux-gnu/ci/deps/x-1",
                "cargo test --profile ci -p p m::perf_x::budget -- --exact --nocapture",
            ),
            (
                "x-1",
                "cargo test -p p m::perf_x::budget -- --exact --nocapture",
            ),
        ] {
            assert_eq!(
                command(Some(Path::new(path)), Some("p"), "m::perf_x::budget"),
                expected
            );
        }
        assert_eq!(
            command(None, None, "t"),
            "cargo test t -- --exact --nocapture"
        );
    }
}
