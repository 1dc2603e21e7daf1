//! The results of all trials as CSV, written as they come: an interrupted run loses none.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use perfmacro_benches::load::Condition;

use crate::level::Level;
use crate::trial::Outcome;

const HEAD: &str = "condition,workload,level,rule,verdict,time_us\n";

/// A line of the file: one rule's answer in one trial.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record {
    pub(crate) condition: Condition,
    pub(crate) workload: String,
    pub(crate) level: Level,
    pub(crate) outcome: Outcome,
}

/// `trials.csv` in the directory of the results.
pub(crate) struct Archive {
    path: PathBuf,
    file: File,
}

impl Archive {
    /// Begins anew, or behind what is there.
    pub(crate) fn open(directory: &Path, is_appended: bool) -> Result<Archive, String> {
        let path = directory.join("trials.csv");
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .and_then(|mut file| {
                if !is_appended {
                    file.set_len(0)?;
                }
                if file.metadata()?.len() == 0 {
                    file.write_all(HEAD.as_bytes())?;
                }
                Ok(file)
            });
        let file = file.map_err(|error| format!("cannot open {}: {error}", path.display()))?;
        Ok(Archive { path, file })
    }

    pub(crate) fn add(&mut self, records: &[Record]) -> Result<(), String> {
        let text = records.iter().map(Record::line).collect::<String>();
        self.file
            .write_all(text.as_bytes())
            .map_err(|error| format!("cannot write {}: {error}", self.path.display()))
    }
}

/// All that is in the directory of the results.
pub(crate) fn read(directory: &Path) -> Result<Vec<Record>, String> {
    let path = directory.join("trials.csv");
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    text.lines()
        .skip(1)
        .map(|line| {
            Record::read(line).ok_or_else(|| format!("{}: cannot read `{line}`", path.display()))
        })
        .collect()
}

impl Record {
    fn line(&self) -> String {
        let Record {
            condition,
            workload,
            level,
            outcome: Outcome { rule, answer, time },
        } = self;
        let micros = time.as_micros();
        format!("{condition},{workload},{level},{rule},{answer},{micros}\n")
    }

    fn read(line: &str) -> Option<Record> {
        let mut words = line.split(',');
        let mut word = || words.next();
        let record = Record {
            condition: word()?.parse().ok()?,
            workload: word()?.to_owned(),
            level: word()?.parse().ok()?,
            outcome: Outcome {
                rule: word()?.parse().ok()?,
                answer: word()?.into(),
                time: Duration::from_micros(word()?.parse().ok()?),
            },
        };
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Answer, Rule};

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let record = Record {
            condition: Condition::Busy(4),
            workload: "allocation".to_owned(),
            level: Level::CLEAR_BREACH,
            outcome: Outcome {
                rule: Rule::Engine,
                answer: Answer::Inconclusive("slow-machine".to_owned()),
                time: Duration::from_micros(1_234),
            },
        };
        let line = record.line();
        assert_eq!(line, "busy-4,allocation,-25,perfmacro,slow-machine,1234\n");
        assert_eq!(Record::read(line.trim_end()), Some(record));
        assert_eq!(Record::read("busy-4,allocation"), None);
    }
}
