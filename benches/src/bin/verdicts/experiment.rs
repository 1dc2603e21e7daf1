//! The run: the true times, every condition's trials in an order that a drift of the machine hits alike,
//! the true times again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use perfmacro_benches::load::{Condition, Load};
use perfmacro_runtime::Picoseconds;

use crate::archive::{Archive, Record};
use crate::arguments::Arguments;
use crate::level::Level;
use crate::rule::Answer;
use crate::trial::Trial;
use crate::truth::Truth;
use crate::workload::Workload;
use crate::{archive, summary, trial};

/// Past this share of trials that could not be made, a run says little.
const MOST_LOST: usize = 20;

/// A run and what it has found so far.
pub(crate) struct Experiment<'a> {
    pub(crate) arguments: &'a Arguments,
    /// Per workload.
    pub(crate) truths: Vec<Truth>,
    memory: PathBuf,
    lost: usize,
    kept: usize,
    /// In seconds, which tells the files of one run from those of another.
    began: u64,
}

impl<'a> Experiment<'a> {
    /// Measures the true times. Nothing else should run.
    pub(crate) fn begin(arguments: &'a Arguments) -> Result<Experiment<'a>, String> {
        let memory = memory(&arguments.output)?;
        eprintln!("measuring true times{}", load_average());
        let calibrations = arguments.calibrations();
        let truths = Truth::measure(&arguments.workloads, calibrations, &memory)?;
        for (workload, truth) in arguments.workloads.iter().zip(&truths) {
            eprintln!("{}: {}", workload.name, truth.time());
        }
        if arguments.has_seen_quiet {
            // Far over the limit: the engine asks fresh processes, and remembers how fast they were.
            let limit = Picoseconds::new(1);
            for workload in &arguments.workloads {
                trial::run(*workload, limit, &memory)?;
            }
        }
        Ok(Experiment {
            arguments,
            truths,
            memory,
            lost: 0,
            kept: 0,
            began: SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |time| time.as_secs()),
        })
    }

    /// Makes all trials; the true times at the end.
    pub(crate) fn run(&mut self) -> Result<Vec<Truth>, String> {
        let arguments = self.arguments;
        let mut archive = Archive::open(&arguments.output, arguments.is_appended)?;
        for (index, condition) in arguments.conditions.iter().enumerate() {
            self.condition(*condition, &mut archive, arguments.conditions.len() - index)?;
            summary::write(&arguments.output, &archive::read(&arguments.output)?)?;
        }
        eprintln!("measuring true times again{}", load_average());
        let calibrations = arguments.calibrations();
        Truth::measure(&arguments.workloads, calibrations, &self.memory)
    }

    /// Forgets how fast the machine is, unless it is to be known.
    pub(crate) fn memory(&self) -> Result<&Path, String> {
        if !self.arguments.has_seen_quiet {
            memory(&self.arguments.output)?;
        }
        Ok(&self.memory)
    }

    fn condition(
        &mut self,
        condition: Condition,
        archive: &mut Archive,
        conditions_left: usize,
    ) -> Result<(), String> {
        self.memory()?;
        let trials = self.trials(condition);
        eprintln!("{condition}: {} trials{}", trials.len(), load_average());
        let load = Load::start(condition)?;
        let began = Instant::now();
        let mut told = began;
        for (done, (workload, level)) in trials.iter().enumerate() {
            self.trial(condition, *workload, *level, archive)?;
            if told.elapsed() > Duration::from_secs(10) {
                told = Instant::now();
                let left = remaining(began.elapsed(), done + 1, trials.len());
                eprintln!(
                    "{condition}: {} of {} trials, {} s left; {} conditions left, this one included",
                    done + 1,
                    trials.len(),
                    left.as_secs(),
                    conditions_left
                );
            }
        }
        drop(load);
        eprintln!("{condition}: {} s", began.elapsed().as_secs());
        Ok(())
    }

    fn trial(
        &mut self,
        condition: Condition,
        workload: usize,
        level: Level,
        archive: &mut Archive,
    ) -> Result<(), String> {
        let limit = level.budget(self.truths[workload].time());
        let workload = self.arguments.workloads[workload];
        match trial::run(workload, limit, &self.memory) {
            Ok(Trial { outcomes, sample }) => {
                let expected = if level.is_within() {
                    Answer::Pass
                } else {
                    Answer::Fail
                };
                if outcomes[0].answer != expected {
                    self.keep(condition, workload, level, &sample)?;
                }
                let record = |outcome| Record {
                    condition,
                    workload: workload.name.to_owned(),
                    level,
                    outcome,
                };
                archive.add(&outcomes.into_iter().map(record).collect::<Vec<_>>())
            }
            Err(problem) if self.lost < MOST_LOST => {
                eprintln!("lost a trial: {problem}");
                self.lost += 1;
                Ok(())
            }
            Err(problem) => Err(problem),
        }
    }

    /// Keeps what led the engine to another answer than is right.
    fn keep(
        &mut self,
        condition: Condition,
        workload: Workload,
        level: Level,
        sample: &str,
    ) -> Result<(), String> {
        self.kept += 1;
        let directory = self.arguments.output.join("wrong");
        let name = workload.name;
        let began = self.began;
        let path = directory.join(format!(
            "{condition}_{name}_{level}_{began}_{}.txt",
            self.kept
        ));
        fs::create_dir_all(&directory)
            .and_then(|()| fs::write(&path, sample))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))
    }

    /// Which workload (by its index) to judge at which level, one trial after the other.
    fn trials(&self, condition: Condition) -> Vec<(usize, Level)> {
        let mut counts = Vec::new();
        for level in Level::ALL {
            for workload in 0..self.arguments.workloads.len() {
                counts.push(((workload, level), self.arguments.trials(condition, level)));
            }
        }
        interleaved(&counts)
    }
}

/// Each item as often as its count says, evenly over the whole; the order of the items turns round by
/// round, so that none is always behind the same other.
fn interleaved<T: Copy>(counts: &[(T, usize)]) -> Vec<T> {
    let rounds = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let mut items = Vec::new();
    for round in 0..rounds {
        for place in 0..counts.len() {
            let (item, count) = counts[(place + round) % counts.len()];
            let is_due = (round + 1) * count / rounds > round * count / rounds;
            items.extend(is_due.then_some(item));
        }
    }
    items
}

/// An empty directory for the engine's memory of the machine.
fn memory(output: &Path) -> Result<PathBuf, String> {
    let memory = output.join("memory");
    let emptied = fs::create_dir_all(&memory).and_then(|()| {
        for entry in fs::read_dir(&memory)? {
            fs::remove_file(entry?.path())?;
        }
        std::path::absolute(&memory)
    });
    emptied.map_err(|error| format!("cannot empty {}: {error}", memory.display()))
}

fn remaining(elapsed: Duration, done: usize, all: usize) -> Duration {
    let left = u32::try_from(all - done).unwrap_or(u32::MAX);
    elapsed * left / u32::try_from(done).unwrap_or(u32::MAX).max(1)
}

/// The system's load, with a comma before it; nothing where there is no such file.
fn load_average() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let average = text.split(' ').next().unwrap_or_default();
    if average.is_empty() {
        String::new()
    } else {
        format!(", load average {average}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trials_are_spread_and_complete() {
        let trials = interleaved(&[('a', 9), ('b', 3), ('c', 9)]);
        let count = |item| trials.iter().filter(|other| **other == item).count();
        assert_eq!((count('a'), count('b'), count('c')), (9, 3, 9));
        let third = &trials[..trials.len() / 3];
        assert_eq!(third.iter().filter(|item| **item == 'b').count(), 1);
        assert_eq!(interleaved::<char>(&[]), []);
    }

    #[test]
    fn what_is_left_takes_as_long_as_what_was() {
        assert_eq!(
            remaining(Duration::from_secs(10), 5, 20),
            Duration::from_secs(30)
        );
    }
}
