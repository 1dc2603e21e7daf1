//! A crate of `fixtures/`, copied to a place outside the workspace, and Cargo over it.
//!
//! All copies share one target directory, so that perfmacro and Criterion are built once a profile.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A copy of a fixture.
pub(crate) struct Fixture {
    directory: PathBuf,
}

/// What a command did.
pub(crate) struct Outcome {
    command: String,
    code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Fixture {
    /// Copies fixture `name` for the test `test`, whose copy it stays.
    pub(crate) fn new(name: &str, test: &str) -> Fixture {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        if directory.exists() {
            fs::remove_dir_all(&directory).expect("an old copy can be removed");
        }
        let perfmacro = workspace
            .join("perfmacro")
            .canonicalize()
            .expect("perfmacro is beside tests");
        // The version tells Cargo one copy from another: its freshness check sees no path.
        let version = format!("version = \"0.1.0-{}\"", test.replace('_', "-"));
        copy(
            &workspace.join("tests/fixtures").join(name),
            &directory,
            &|text| {
                text.replace("{perfmacro}", &perfmacro.display().to_string())
                    .replace("version = \"0.1.0\"", &version)
            },
        );
        // The versions that were tested, and no look at the registry's index.
        fs::copy(workspace.join("Cargo.lock"), directory.join("Cargo.lock")).expect("lock file");
        Fixture { directory }
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.directory.join(relative)
    }

    /// Rewrites a file of the copy.
    pub(crate) fn edit(&self, relative: &str, edit: impl FnOnce(String) -> String) {
        let path = self.path(relative);
        let text = fs::read_to_string(&path).expect("a file of the fixture");
        let edited = edit(text.clone());
        assert_ne!(text, edited, "the edit of {relative} changes it");
        fs::write(path, edited).expect("the copy is writable");
    }

    /// `file:line:column` of the first line that begins with `text`.
    pub(crate) fn place(&self, relative: &str, text: &str) -> String {
        let content = fs::read_to_string(self.path(relative)).expect("a file of the fixture");
        let line = content
            .lines()
            .position(|line| line.starts_with(text))
            .expect("the line is there");
        format!("{relative}:{}:1", line + 1)
    }

    /// `file:line:column` of the attribute directly above `pub fn function`.
    pub(crate) fn attribute_place(&self, relative: &str, function: &str) -> String {
        let content = fs::read_to_string(self.path(relative)).expect("a file of the fixture");
        let line = content
            .lines()
            .position(|line| line.starts_with(&format!("pub fn {function}(")))
            .expect("the function is there");
        format!("{relative}:{line}:1")
    }

    /// Runs `cargo` with the words of `arguments`.
    pub(crate) fn cargo(&self, arguments: &str) -> Outcome {
        self.cargo_with(arguments, &[])
    }

    /// Runs `cargo` with further environment variables.
    pub(crate) fn cargo_with(&self, arguments: &str, variables: &[(&str, &str)]) -> Outcome {
        let output = self
            .command(Path::new(env!("CARGO")), arguments, variables)
            .output()
            .expect("cargo runs");
        Outcome::new(format!("cargo {arguments}"), &output)
    }

    /// A folder of the copy that is made anew, as text for a variable.
    pub(crate) fn folder(&self, relative: &str) -> String {
        let path = self.path(relative);
        if path.exists() {
            fs::remove_dir_all(&path).expect("an old folder can be removed");
        }
        fs::create_dir(&path).expect("the copy is writable");
        path.to_str().expect("a path of Unicode").to_owned()
    }

    /// A program with the words of `arguments`, in the copy and in a user's environment.
    pub(crate) fn command(
        &self,
        program: &Path,
        arguments: &str,
        variables: &[(&str, &str)],
    ) -> Command {
        let mut command = Command::new(program);
        command
            .args(arguments.split_whitespace())
            .current_dir(&self.directory);
        // What the outer Cargo, a developer's shell or CI says is not for a user's crate.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            let is_foreign = ["CARGO_", "PERFMACRO_", "CRITERION_", "RUST_", "NEXTEST"]
                .iter()
                .any(|prefix| name.starts_with(prefix));
            if is_foreign && name != "CARGO_HOME" || name == "RUSTFLAGS" || name == "RUSTDOCFLAGS" {
                command.env_remove(name);
            }
        }
        command
            .env("CARGO_TARGET_DIR", target_directory())
            .env("CARGO_TERM_COLOR", "never");
        // As a user who wants to see everything: a message must stay readable then.
        command.env("RUST_BACKTRACE", "1");
        command.envs(variables.iter().copied());
        command
    }
}

/// The target directory that all fixtures share.
pub(crate) fn target_directory() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("target")
}

impl Outcome {
    /// What `command` did, by its `output`.
    pub(crate) fn new(command: String, output: &Output) -> Outcome {
        let outcome = Outcome {
            command,
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        };
        for text in [&outcome.stdout, &outcome.stderr] {
            assert!(!text.contains("stack backtrace"), "{outcome:?}");
        }
        outcome
    }

    /// The exit code was zero.
    pub(crate) fn is_success(&self) -> bool {
        self.code == Some(0)
    }

    /// The exit code was `code`: Cargo gives 101 for a failed test and hands on a benchmark's own.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Outcome {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    /// Standard output or standard error has each of `texts`.
    #[track_caller]
    pub(crate) fn says(self, texts: &[&str]) -> Outcome {
        for text in texts {
            assert!(
                self.stdout.contains(text) || self.stderr.contains(text),
                "no `{text}` in {self:?}"
            );
        }
        self
    }

    /// Neither has any of `texts`.
    #[track_caller]
    pub(crate) fn never_says(self, texts: &[&str]) -> Outcome {
        for text in texts {
            assert!(
                !self.stdout.contains(text) && !self.stderr.contains(text),
                "`{text}` in {self:?}"
            );
        }
        self
    }

    /// The names of libtest's tests with the given result, sorted.
    pub(crate) fn tests(&self, result: &str) -> Vec<&str> {
        let mut names = self
            .stdout
            .lines()
            .filter_map(|line| {
                line.strip_prefix("test ")?
                    .strip_suffix(result)?
                    .strip_suffix(" ... ")
            })
            .collect::<Vec<_>>();
        names.sort_unstable();
        names
    }

    /// What libtest shows of one test.
    #[track_caller]
    pub(crate) fn shown(&self, test: &str) -> &str {
        let head = format!("---- {test} stdout ----\n");
        let (_, shown) = self
            .stdout
            .split_once(&head)
            .unwrap_or_else(|| panic!("nothing of `{test}` in {self:?}"));
        shown.split("\n\n").next().unwrap_or_default()
    }

    /// Of one test, libtest shows each of `texts`.
    #[track_caller]
    pub(crate) fn shows(&self, test: &str, texts: &[&str]) {
        let shown = self.shown(test);
        for text in texts {
            assert!(shown.contains(text), "no `{text}` of `{test}`:\n{shown}");
        }
    }
}

impl std::fmt::Debug for Outcome {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Outcome {
            command,
            code,
            stdout,
            stderr,
        } = self;
        write!(
            formatter,
            "`{command}`, exit code {code:?}\n--- stdout\n{stdout}\n--- stderr\n{stderr}\n---"
        )
    }
}

fn copy(from: &Path, to: &Path, edit: &dyn Fn(&str) -> String) {
    fs::create_dir_all(to).expect("the copy's folder can be made");
    for entry in fs::read_dir(from).expect("the fixture is a folder") {
        let entry = entry.expect("the fixture is readable");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target, edit);
        } else {
            let text = fs::read_to_string(entry.path()).expect("a fixture is text");
            fs::write(target, edit(&text)).expect("the copy is writable");
        }
    }
}
