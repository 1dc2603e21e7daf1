//! Valgrind, and how often a fixture runs it.

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::fixture::Fixture;

/// A program called valgrind that runs it and remembers that it did.
pub(crate) struct Valgrind {
    /// For the variable of this name.
    pub(crate) path: String,
    log: PathBuf,
}

impl Valgrind {
    /// `None` where there is no valgrind, which is said.
    #[cfg(unix)]
    pub(crate) fn watched(fixture: &Fixture) -> Option<Valgrind> {
        use std::os::unix::fs::PermissionsExt as _;
        let path = env::var("PATH").expect("a path");
        let Some(valgrind) = env::split_paths(&path)
            .map(|directory| directory.join("valgrind"))
            .find(|program| program.exists())
        else {
            println!("not run: valgrind is not installed");
            return None;
        };
        let folder = fixture.folder("watched");
        let log = fixture.path("watched/log");
        let program = fixture.path("watched/valgrind");
        let script = format!(
            "#!/bin/sh\necho run >> '{}'\nexec '{}' \"$@\"\n",
            log.display(),
            valgrind.display()
        );
        fs::write(&program, script).expect("the copy is writable");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755))
            .expect("the script is ours");
        Some(Valgrind {
            path: format!("{folder}:{path}"),
            log,
        })
    }

    #[cfg(not(unix))]
    pub(crate) fn watched(_: &Fixture) -> Option<Valgrind> {
        println!("not run: there is no valgrind for this system");
        None
    }

    /// How often it was run.
    pub(crate) fn runs(&self) -> usize {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        log.lines().count()
    }
}
