//! Rounds over a crate: compile, take the attribute away from what got an error, compile again.
//!
//! Input: a package. Output: its report. The compiler stops at the first stage that has errors, and so shows an error
//! of types only where no attribute is refused any more, and one of borrows only where all types are right.
//!
//! Invariant: every round removes an attribute or is the last one.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::annotations::{Annotations, Owner};
use crate::crates::{self, Package};
use crate::messages::{Message, Messages};
use crate::process;
use crate::report::Report;
use crate::source::{Reach, Source};

/// The first one builds perfmacro.
const ROUND_LIMIT: Duration = Duration::from_secs(300);

/// One call, unoptimised.
const TEST_LIMIT: Duration = Duration::from_secs(10);

/// As `cargo test` and as `cargo build` compile a library.
const TESTS: &str = "test --lib --no-run";
const PLAIN: &str = "build --lib";

/// A crate between its rounds.
struct Rounds {
    folder: PathBuf,
    annotations: Annotations,
    report: Report,
}

/// Annotates all of a package that `reach` says.
pub(crate) fn run(package: &Package, reach: Reach) -> Report {
    let start = Instant::now();
    let folder = package.copy();
    let source = Source::read(&folder, reach);
    let mut rounds = Rounds {
        folder,
        annotations: Annotations::none(source),
        report: Report {
            name: package.name,
            ..Report::default()
        },
    };
    rounds.all();
    rounds.report.elapsed = start.elapsed();
    rounds.report
}

impl Rounds {
    fn all(&mut self) {
        let usual = [TESTS, PLAIN].map(|how| {
            let messages = self.compile(how);
            if let Some(error) = messages.errors().next() {
                panic!("an error without any attribute: {}", error.rendered);
            }
            messages
        });
        self.annotations.add_all();
        self.report.annotated = self.annotations.count();
        self.take_census();
        let [usual_tests, usual_plain] = usual;
        let Some(executable) = self.until_it_compiles(&usual_tests) else {
            return;
        };
        self.run_tests(&executable);
        // Outside tests there is less of an expansion, and what is left may be unused.
        let plain = self.compile(PLAIN);
        for error in plain.errors() {
            self.report.add_unclear(&error.rendered);
        }
        self.judge_warnings(&plain, &usual_plain);
    }

    /// The executable with the tests of all functions that may stay annotated; `None` where errors remain that belong
    /// to no attribute.
    fn until_it_compiles(&mut self, usual: &Messages) -> Option<PathBuf> {
        loop {
            let messages = self.compile(TESTS);
            self.report.rounds += 1;
            if messages.errors().next().is_none() {
                self.judge_warnings(&messages, usual);
                return messages.executable;
            }
            let before = self.annotations.count();
            // What each error belongs to, before any attribute is gone.
            let owned = messages
                .errors()
                .map(|error| (error, self.owner(error), self.is_clear(error)))
                .collect::<Vec<_>>();
            for (error, owner, is_clear) in owned {
                let removed = owner.map_or(0, |owner| {
                    self.annotations.remove(owner, error.is_about_input())
                });
                if is_clear {
                    // A second error on one function counts no function.
                    self.report.add_refused(error.kind(), removed);
                } else {
                    self.report.add_unclear(&error.rendered);
                }
            }
            if self.annotations.count() == before {
                return None;
            }
        }
    }

    /// Which functions this build has: the others need no test.
    fn take_census(&mut self) {
        self.annotations.write_census(&self.folder);
        let messages = self.cargo(TESTS);
        for error in messages.errors() {
            let owner = self.owner(error);
            let owner = owner.unwrap_or_else(|| panic!("of no function: {}", error.rendered));
            self.annotations.mark_present(owner);
        }
        self.report.absent = self.report.annotated - self.annotations.count_present();
    }

    fn compile(&self, how: &str) -> Messages {
        self.annotations.write(&self.folder);
        self.cargo(how)
    }

    fn cargo(&self, how: &str) -> Messages {
        let arguments = format!("{how} --offline --message-format=json");
        let ended = process::run(&mut process::cargo(&self.folder, &arguments), ROUND_LIMIT)
            .unwrap_or_else(|| panic!("`cargo {arguments}` takes more than {ROUND_LIMIT:?}"));
        let messages = Messages::read(&ended.stdout, self.report.name);
        assert!(
            ended.code == Some(0) || messages.errors().next().is_some(),
            "`cargo {arguments}` fails for another reason: {}",
            ended.stderr
        );
        messages
    }

    /// perfmacro's own error, on the attribute or the signature of what is annotated.
    fn is_clear(&self, error: &Message) -> bool {
        let first = error.places.first();
        let owner = first.and_then(|place| self.annotations.owner(&place.file, place.line));
        error.is_own() && owner.is_some_and(|owner| owner.is_head)
    }

    /// The first annotated thing that an error points into.
    fn owner(&self, error: &Message) -> Option<Owner> {
        let mut owners = error
            .places
            .iter()
            .filter_map(|place| self.annotations.owner(&place.file, place.line));
        owners.next()
    }

    /// A warning that was not there without attributes is one too many.
    fn judge_warnings(&mut self, messages: &Messages, usual: &Messages) {
        for warning in messages.warnings() {
            let is_same =
                |other: &Message| other.text == warning.text && other.places == warning.places;
            if warning.names_generated_code() || !usual.warnings().any(is_same) {
                self.report.add_unclear(&warning.rendered);
            }
        }
    }

    /// Each test in a process of its own: one that ends its process or never ends is known by name.
    fn run_tests(&mut self, executable: &Path) {
        let tests = self.tests(executable);
        let present = self.annotations.count_present();
        if tests.len() != present {
            self.report.add_unclear(format!(
                "{present} annotated functions have {} tests: {tests:#?}",
                tests.len()
            ));
        }
        for test in tests {
            let mut command = self.command(executable);
            command.args([&test, "--exact", "--nocapture"]);
            // Once each.
            command.env("PERFMACRO_ENFORCE", "off");
            let Some(ended) = process::run(&mut command, TEST_LIMIT) else {
                self.report
                    .add_unclear(format!("{test} takes more than {TEST_LIMIT:?}"));
                continue;
            };
            let output = format!("{}{}", ended.stdout, ended.stderr);
            let is_panic = output.contains("panicked at ");
            let is_ours =
                output.contains(&format!("panicked at {}", crates::workspace().display()));
            match ended.code {
                Some(0) if output.contains("1 passed") => self.report.ran += 1,
                Some(101) if is_panic && !is_ours => self.report.panicked.push(test),
                code => self
                    .report
                    .add_unclear(format!("{test} ends with {code:?}: {output}")),
            }
        }
    }

    /// The names of perfmacro's tests.
    fn tests(&self, executable: &Path) -> Vec<String> {
        let mut command = self.command(executable);
        command.args(["--list", "--format", "terse"]);
        let ended = process::run(&mut command, TEST_LIMIT).expect("tests are listed at once");
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
        let names = ended.stdout.lines();
        names
            .filter_map(|line| line.strip_suffix(": test"))
            .filter(|name| name.split("::").any(|part| part.starts_with("perf_")))
            .map(str::to_owned)
            .collect()
    }

    fn command(&self, executable: &Path) -> Command {
        let mut command = Command::new(executable);
        process::clean(&mut command, &self.folder);
        command
    }
}
