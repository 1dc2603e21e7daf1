//! One case under one tool: from the command to the files and the lines that are told.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use inferno::collapse::Collapse as _;
use inferno::collapse::perf::Folder;

use crate::cargo;
use crate::suites::BuiltSuite;
use crate::table::table;
use crate::terminal::Terminal;

use super::command::{self, Told};
use super::flame::{self, Head};
use super::kept::Kept;
use super::programs;
use super::run::{self, Output};
use super::said;
use super::stacks::{Seen, Stacks};
use super::summary;
use super::{Profile, ProfileError, Tool};

/// How many functions are shown.
const FUNCTIONS: usize = 12;

/// A case that is profiled.
pub(super) struct Session<'a> {
    pub(super) options: &'a Profile,
    pub(super) case: String,
    /// The case as a file's name.
    pub(super) file: String,
    pub(super) output: PathBuf,
    pub(super) kept: Kept,
    /// What it is compared with.
    pub(super) before: Option<Stacks>,
    pub(super) terminal: Terminal,
}

impl Session<'_> {
    /// Runs the case and tells what was found.
    pub(super) fn take(&self, suite: &BuiltSuite<'_>) -> Result<(), ProfileError> {
        let Profile { tool, extent, .. } = *self.options;
        let file = match tool {
            Tool::Flamegraph => self.folded(),
            _ => self.output.clone(),
        };
        let told = Told {
            tool,
            case: &self.case,
            extent: &extent.or(tool.extent()).arguments(),
            file: &file,
            rest: &self.options.rest,
            has_record_only: tool == Tool::Heaptrack && programs::has_record_only(),
        };
        // What an earlier profile left is not to be taken for this one's.
        for path in written(&file) {
            fs::remove_file(&path).map_err(|error| ProfileError::File(path, error))?;
        }
        let mut command = command::whole(&suite.command(), told);
        self.terminal
            .tell(&format!("Profiles {} with {}", self.case, tool.name()));
        let output = self.run(
            tool.program().unwrap_or("the benchmark target"),
            &mut command,
        )?;
        let said = said::read(&output.stdout).ok_or(ProfileError::Silent)?;
        self.terminal.tell(&said.shown());
        if let Some(samples) = said.samples {
            self.terminal.tell(&samples.shown());
        }
        match tool {
            Tool::Flamegraph => self.draw(&self.read(&file)?, Seen::Calls),
            Tool::Perf => self.draw(&self.perf_stacks()?, Seen::Process),
            _ => {
                for line in self.summary(&output)? {
                    self.terminal.show(&line);
                }
                Ok(())
            }
        }?;
        if tool != Tool::Flamegraph {
            let path = written(&file).pop().ok_or_else(|| {
                ProfileError::File(file, std::io::Error::from(std::io::ErrorKind::NotFound))
            })?;
            self.tell_written(&path);
            self.terminal
                .tell(&format!("What opens it: {}", tool.viewer()));
        }
        Ok(())
    }

    fn run(&self, program: &'static str, command: &mut Command) -> Result<Output, ProfileError> {
        self.terminal.tell_details(&cargo::shown(command));
        let output = run::run(command, self.options.timeout)
            .map_err(|error| ProfileError::Run(program, error))?;
        for said in [&output.stdout, &output.stderr] {
            if !said.trim().is_empty() {
                self.terminal.tell_details(said.trim_end());
            }
        }
        Ok(output)
    }

    /// Where the folded stacks are, beside the picture of them.
    fn folded(&self) -> PathBuf {
        self.output.with_extension("folded")
    }

    /// Where the picture is: where it was asked for, or beside what it is of.
    fn picture(&self) -> PathBuf {
        let is_named = self.options.tool == Tool::Flamegraph;
        if is_named && self.output != self.folded() {
            self.output.clone()
        } else {
            self.output.with_extension("svg")
        }
    }

    /// Draws the part of the stacks that is calls, and keeps it.
    fn draw(&self, text: &str, seen: Seen) -> Result<(), ProfileError> {
        let all = text.parse::<Stacks>().map_err(|line| {
            let found = format!("`{}` is no stack", line.0);
            ProfileError::Draw(std::io::Error::new(std::io::ErrorKind::InvalidData, found))
        })?;
        let (calls, others) = all.of_calls(seen);
        if calls.total() == 0 {
            return Err(ProfileError::NoSamples);
        }
        let samples = calls.total();
        // Perf weighs a sample with what it counts, of which there are billions.
        let (unit, subtitle) = match seen {
            Seen::Calls => ("samples", format!("{samples} samples, in calls alone")),
            Seen::Process => {
                let share = share(samples, samples + others);
                ("events", format!("the {share} that is in calls"))
            }
        };
        if seen == Seen::Process {
            self.terminal.tell(&format!("In the picture is {subtitle}"));
        }
        let head = |kind: &str| Head {
            title: format!("{}{kind}", self.case),
            subtitle,
            unit: unit.to_owned(),
        };
        let drawn = match &self.before {
            None => flame::draw(&calls, head("")),
            Some(before) => {
                let named = self.options.diff.as_deref().unwrap_or_default();
                let kind = format!(", compared with {named}: red is more, blue is less");
                flame::draw_difference(before, &calls, head(&kind))
            }
        };
        let drawn = drawn.map_err(ProfileError::Draw)?;
        self.write(&self.folded(), calls.to_string().as_bytes())?;
        self.write(&self.picture(), &drawn)?;
        if let Some(name) = &self.options.save {
            let path = self
                .kept
                .save(name, &self.file, &calls)
                .map_err(ProfileError::Kept)?;
            self.terminal
                .tell(&format!("Kept as {name}: `{}`", path.display()));
        }
        Ok(())
    }

    /// What perf's samples are, folded.
    fn perf_stacks(&self) -> Result<String, ProfileError> {
        let mut command = Command::new("perf");
        command.args(["script", "-i"]).arg(&self.output);
        let output = self.run("perf", &mut command)?;
        let mut folded = Vec::new();
        Folder::default()
            .collapse(output.stdout.as_bytes(), &mut folded)
            .map_err(ProfileError::Draw)?;
        Ok(String::from_utf8_lossy(&folded).into_owned())
    }

    /// The few lines of a profile that fit a terminal; none where what reads it is not installed.
    fn summary(&self, output: &Output) -> Result<Vec<String>, ProfileError> {
        let file = written(&self.output).pop();
        let file = file.as_deref().unwrap_or(&self.output);
        let printed = |program: &'static str, arguments: &[&str]| {
            if !programs::is_installed(program) {
                return Ok(String::new());
            }
            let mut command = Command::new(program);
            command.args(arguments).arg(file);
            self.run(program, &mut command).map(|output| output.stdout)
        };
        Ok(match self.options.tool {
            Tool::Callgrind => {
                // No sources, and one column whatever else was counted.
                let options = ["--auto=no", "--show=Ir"];
                let printed = printed("callgrind_annotate", &options)?;
                let rows = summary::callgrind::functions(&printed, FUNCTIONS);
                let head = ["instructions", "share", "function"];
                (!rows.is_empty())
                    .then(|| table(&head, rows, &[0, 1]))
                    .into_iter()
                    .collect()
            }
            Tool::Dhat => summary::dhat::totals(&output.stderr),
            Tool::Massif => summary::massif::peak(&self.read(file)?)
                .map(summary::massif::Peak::shown)
                .into_iter()
                .collect(),
            Tool::Heaptrack => summary::heaptrack::totals(&printed("heaptrack_print", &[])?),
            Tool::Flamegraph | Tool::Perf => Vec::new(),
        })
    }

    #[expect(
        clippy::unused_self,
        reason = "beside `write`, which says what it wrote"
    )]
    fn read(&self, path: &Path) -> Result<String, ProfileError> {
        fs::read(path)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .map_err(|error| ProfileError::File(path.to_owned(), error))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), ProfileError> {
        fs::write(path, bytes).map_err(|error| ProfileError::File(path.to_owned(), error))?;
        self.tell_written(path);
        Ok(())
    }

    fn tell_written(&self, path: &Path) {
        self.terminal.tell(&format!("Wrote `{}`", path.display()));
    }
}

#[expect(clippy::cast_precision_loss, reason = "a digit of it is shown")]
fn share(part: u64, whole: u64) -> String {
    format!("{:.1}%", part as f64 * 100.0 / whole.max(1) as f64)
}

/// What a tool wrote that was told to write to `file`: heaptrack adds how it is compressed.
fn written(file: &Path) -> Vec<PathBuf> {
    ["", ".gz", ".zst"]
        .into_iter()
        .map(|ending| {
            let mut path = file.as_os_str().to_owned();
            path.push(ending);
            PathBuf::from(path)
        })
        .filter(|path| path.is_file())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;

    #[test]
    fn what_heaptrack_adds_to_a_name_is_found() {
        let folder = env::temp_dir().join(format!("perfmacro-written-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("it can be made");
        let file = folder.join("a.heaptrack");
        assert!(written(&file).is_empty());
        let compressed = folder.join("a.heaptrack.zst");
        fs::write(&compressed, "").expect("it can be written");
        assert_eq!(written(&file), [compressed]);
        fs::remove_dir_all(folder).expect("it was made here");
    }
}
