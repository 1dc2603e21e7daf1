//! Which programs are there.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Whether a program is on the path.
pub(super) fn is_installed(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| {
        env::split_paths(&path)
            .map(|folder| folder.join(program))
            .any(|path| is_executable(&path))
    })
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.with_extension(env::consts::EXE_EXTENSION).is_file()
}

/// Whether heaptrack shows what it found unless it is told not to, as it does since version 1.5.
pub(super) fn has_record_only() -> bool {
    let help = Command::new("heaptrack").arg("--help").output();
    help.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("--record-only"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_on_the_path_or_not() {
        assert!(is_installed("sh"));
        assert!(!is_installed("perfmacro-no-such-program"));
    }
}
