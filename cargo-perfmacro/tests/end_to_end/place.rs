//! A folder with crates, and commands in it, in a user's environment.
//!
//! Target directory and lock file are those of the repository's other fixtures, so that perfmacro and Criterion are
//! built once a profile.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A function whose budgets hold on any machine.
pub(crate) const ANNOTATED: &str = "//! Annotated.

/// Sums up.
#[perfmacro::perf_bench(target = \"1s\", sizes = [10, 1000])]
pub fn sum(numbers: &[u64]) -> u64 {
    numbers.iter().fold(0, |sum, number| sum ^ number)
}
";

/// What `init` is told of this repository's perfmacro.
pub(crate) fn local() -> String {
    format!("init --path {} --yes", perfmacro().display())
}

fn perfmacro() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../perfmacro")
        .canonicalize()
        .expect("perfmacro is beside the subcommand")
}

pub(crate) struct Place {
    folder: PathBuf,
    /// Whether records are this place's own: the target directory's are of all tests.
    has_own_records: bool,
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) command: String,
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Place {
    /// An empty folder of the test's own.
    pub(crate) fn new(test: &str) -> Place {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("subcommand")
            .join(test);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("an old folder can be removed");
        }
        fs::create_dir_all(&folder).expect("the folder can be made");
        Place {
            folder,
            has_own_records: false,
        }
    }

    /// A folder with what `cargo new --lib` makes, called as the test. Cargo itself would make it a member of this
    /// repository's workspace, which is above it.
    pub(crate) fn with_crate(test: &str) -> Place {
        let place = Place::new(test);
        place.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{test}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\n[workspace]\n"
            ),
        );
        place.write(
            "src/lib.rs",
            "pub fn add(left: u64, right: u64) -> u64 {\n    left + right\n}\n",
        );
        place.lock();
        place
    }

    /// The same, with records that no other test writes to.
    pub(crate) fn with_own_records(mut self) -> Place {
        self.has_own_records = true;
        self
    }

    /// The versions that were tested, and no look at the registry's index.
    pub(crate) fn lock(&self) {
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, self.folder.join("Cargo.lock")).expect("lock file");
    }

    pub(crate) fn write(&self, relative: &str, text: &str) {
        let path = self.folder.join(relative);
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("the place is writable");
        fs::write(path, text).expect("the place is writable");
    }

    pub(crate) fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.folder.join(relative)).expect("the file is there")
    }

    pub(crate) fn has(&self, relative: &str) -> bool {
        self.folder.join(relative).exists()
    }

    #[track_caller]
    pub(crate) fn edit(&self, relative: &str, edit: impl FnOnce(String) -> String) {
        let text = self.read(relative);
        let edited = edit(text.clone());
        assert_ne!(text, edited, "the edit of {relative} changes it");
        self.write(relative, &edited);
    }

    /// As text, for a variable.
    pub(crate) fn path(&self, relative: &str) -> String {
        self.folder.join(relative).display().to_string()
    }

    /// `cargo perfmacro` with the words of `arguments`.
    pub(crate) fn perfmacro(&self, arguments: &str) -> Outcome {
        self.perfmacro_with(arguments, &[])
    }

    /// The same with further environment variables.
    pub(crate) fn perfmacro_with(&self, arguments: &str, variables: &[(&str, &str)]) -> Outcome {
        let subcommand = Path::new(env!("CARGO_BIN_EXE_cargo-perfmacro"));
        self.run(subcommand, &format!("perfmacro {arguments}"), variables)
    }

    /// `cargo perfmacro` where no program is on the path.
    pub(crate) fn perfmacro_without_programs(&self, arguments: &str) -> Outcome {
        self.perfmacro_with(arguments, &[("PATH", "")])
    }

    /// `cargo` with the words of `arguments` and further environment variables.
    pub(crate) fn cargo_with(&self, arguments: &str, variables: &[(&str, &str)]) -> Outcome {
        self.run(Path::new(env!("CARGO")), arguments, variables)
    }

    fn run(&self, program: &Path, arguments: &str, variables: &[(&str, &str)]) -> Outcome {
        let mut command = Command::new(program);
        command
            .args(arguments.split_whitespace())
            .current_dir(&self.folder)
            .stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            let is_foreign = ["CARGO_", "PERFMACRO_", "CRITERION_", "RUST_", "NEXTEST"]
                .iter()
                .any(|prefix| name.starts_with(prefix));
            if is_foreign && name != "CARGO_HOME" || name == "RUSTFLAGS" || name == "NO_COLOR" {
                command.env_remove(name);
            }
        }
        if self.has_own_records {
            command.env("PERFMACRO_RECORDS", self.folder.join("records"));
        }
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("target");
        let output = command
            .env("CARGO_TARGET_DIR", target)
            // Nobody debugs Criterion here, and its optimised build takes half as long.
            .env("CARGO_PROFILE_TEST_DEBUG", "false")
            .envs(variables.iter().copied())
            .output()
            .expect("the program runs");
        Outcome {
            command: arguments.to_owned(),
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Outcome {
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Outcome {
        assert_eq!(self.code, Some(code), "`{}`: {self:#?}", self.command);
        self
    }

    /// Standard output or standard error has each of `texts`.
    #[track_caller]
    pub(crate) fn says(self, texts: &[&str]) -> Outcome {
        for text in texts {
            assert!(
                self.stdout.contains(text) || self.stderr.contains(text),
                "no `{text}` in {self:#?}"
            );
        }
        self
    }
}
