//! The command line.

use std::path::PathBuf;

use perfmacro_benches::load::Condition;

use crate::level::Level;
use crate::workload::Workload;

/// What is printed after a message about wrong arguments.
pub(crate) const USAGE: &str = "\
usage: verdicts [--short] [--condition LIST] [--workload LIST] [--passes N] [--breaches N]
                [--output DIR] [--append] [--seen-quiet] [--draw | --record DIR]

  --short           a few trials of one workload, in seconds
  --condition LIST  comma separated: idle, busy-2, busy-4, memory-2, memory-4, bursts (default all)
  --workload LIST   comma separated: arithmetic-short, arithmetic, memory-walk, allocation (default all)
  --passes N        trials per workload and headroom (default 334)
  --breaches N      trials per workload at 25 % over (default 100, idle 334); other breaches a fifth
  --output DIR      where results go (default target/perfmacro-verdicts)
  --append          add to the results that are there
  --seen-quiet      let the engine know from a quiet moment how fast the machine is
  --draw            measure nothing; draw the results that are there
  --record DIR      write the blocks of a few judgements to files, and no results";

/// The first argument of this executable where it runs itself.
pub(crate) mod mode {
    pub(crate) const TRIAL: &str = "--trial";
    pub(crate) const CALIBRATE: &str = "--calibrate";
    pub(crate) const SAMPLE: &str = "--sample";
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Measure,
    Draw,
    Record(PathBuf),
}

/// What was asked for.
pub(crate) struct Arguments {
    pub(crate) task: Task,
    /// In the order of the report.
    pub(crate) conditions: Vec<Condition>,
    pub(crate) workloads: Vec<Workload>,
    pub(crate) output: PathBuf,
    pub(crate) is_appended: bool,
    pub(crate) has_seen_quiet: bool,
    is_short: bool,
    passes: Option<usize>,
    breaches: Option<usize>,
}

impl Arguments {
    /// Reads the arguments that follow the program's name.
    /// The error is one line that names the argument at fault.
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut parsed = Self {
            task: Task::Measure,
            conditions: Condition::ALL.to_vec(),
            workloads: Workload::all().to_vec(),
            output: PathBuf::from("target/perfmacro-verdicts"),
            is_appended: false,
            has_seen_quiet: false,
            is_short: false,
            passes: None,
            breaches: None,
        };
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .ok_or_else(|| format!("`{word}` needs a value"))
            };
            match word.as_str() {
                "--short" => {
                    parsed.is_short = true;
                    parsed.conditions = vec![Condition::Idle, Condition::Busy(2)];
                    parsed.workloads = named("arithmetic")?;
                }
                "--condition" => {
                    let value = value()?;
                    let conditions = value.split(',').map(str::parse);
                    parsed.conditions = conditions.collect::<Result<_, _>>()?;
                }
                "--workload" => parsed.workloads = named(&value()?)?,
                "--passes" => parsed.passes = Some(count(&word, &value()?)?),
                "--breaches" => parsed.breaches = Some(count(&word, &value()?)?),
                "--output" => parsed.output = PathBuf::from(value()?),
                "--append" => parsed.is_appended = true,
                "--seen-quiet" => parsed.has_seen_quiet = true,
                "--draw" => parsed.task = Task::Draw,
                "--record" => parsed.task = Task::Record(PathBuf::from(value()?)),
                _ => return Err(format!("unknown argument `{word}`")),
            }
        }
        Ok(parsed)
    }

    /// How many processes tell the true time of a workload.
    pub(crate) fn calibrations(&self) -> usize {
        if self.is_short { 3 } else { 31 }
    }

    /// How often a workload is judged.
    pub(crate) fn trials(&self, condition: Condition, level: Level) -> usize {
        if level.is_within() {
            return self.passes.unwrap_or(if self.is_short { 3 } else { 334 });
        }
        let breaches = self.breaches.unwrap_or(match condition {
            _ if self.is_short => 1,
            Condition::Idle => 334,
            _ => 100,
        });
        if level == Level::CLEAR_BREACH {
            breaches
        } else {
            breaches.div_ceil(5)
        }
    }
}

/// Reads the value of `option` as a number of at least 1.
fn count(option: &str, value: &str) -> Result<usize, String> {
    match value.parse() {
        Ok(count) if count > 0 => Ok(count),
        _ => Err(format!(
            "`{option}` needs a number of at least 1, not `{value}`"
        )),
    }
}

fn named(list: &str) -> Result<Vec<Workload>, String> {
    let find =
        |name: &str| Workload::find(name).ok_or_else(|| format!("unknown workload `{name}`"));
    list.split(',').map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Arguments, String> {
        Arguments::parse(words.iter().map(ToString::to_string))
    }

    #[test]
    fn defaults_measure_everything() {
        let parsed = parse(&[]).expect("no argument is valid");
        assert_eq!(parsed.conditions, Condition::ALL);
        assert_eq!(parsed.workloads.len(), Workload::all().len());
        for (condition, level, trials) in [
            (Condition::Idle, Level::ALL[0], 334),
            (Condition::Idle, Level::CLEAR_BREACH, 334),
            (Condition::Bursts, Level::CLEAR_BREACH, 100),
            (Condition::Bursts, Level::ALL[6], 20),
        ] {
            assert_eq!(parsed.trials(condition, level), trials);
        }
    }

    #[test]
    fn faults_are_named() {
        for (words, fault) in [
            (["--conditoin", "idle"], "`--conditoin`"),
            (["--condition", "idle,busy"], "`busy`"),
            (["--workload", "sort"], "`sort`"),
            (["--passes", "0"], "`0`"),
            (["--short", "--output"], "`--output` needs"),
        ] {
            let message = parse(&words).err().expect("every case has a fault");
            assert!(message.contains(fault), "{message}");
        }
    }
}
