//! The command line.

use std::path::{Path, PathBuf};

use perfmacro_benches::load::Condition;

/// What is printed after a message about wrong arguments.
pub(crate) const USAGE: &str = "\
usage: comparisons [--pairs N] [--condition LIST] [--output FILE]

  --pairs N         of runs, of each kind under each condition (default 20)
  --condition LIST  comma separated: idle, busy-2, busy-4, memory-2, memory-4, bursts (default idle)
  --output FILE     where the table goes (default benches/results/comparisons.md)";

/// What was asked for.
#[derive(Debug, PartialEq)]
pub(crate) struct Arguments {
    pub(crate) pairs: usize,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) output: PathBuf,
}

impl Arguments {
    /// Reads the arguments that follow the program's name. The error is one line that names the one at fault.
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut parsed = Arguments {
            pairs: 20,
            conditions: vec![Condition::Idle],
            output: Path::new(env!("CARGO_MANIFEST_DIR")).join("results/comparisons.md"),
        };
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .ok_or_else(|| format!("`{word}` needs a value"))
            };
            match word.as_str() {
                "--pairs" => {
                    let value = value()?;
                    let count = value.parse().ok().filter(|count| *count > 0);
                    parsed.pairs =
                        count.ok_or_else(|| format!("`{value}` is no number of pairs"))?;
                }
                "--condition" => {
                    let list = value()?;
                    let conditions = list.split(',').map(str::parse);
                    parsed.conditions = conditions.collect::<Result<_, _>>()?;
                }
                "--output" => parsed.output = value()?.into(),
                _ => return Err(format!("unknown argument `{word}`")),
            }
        }
        Ok(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str) -> Result<Arguments, String> {
        Arguments::parse(words.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn arguments_are_read() {
        let parsed = parse("--pairs 7 --condition busy-2 --output a.md");
        let expected = Arguments {
            pairs: 7,
            conditions: vec![Condition::Busy(2)],
            output: "a.md".into(),
        };
        assert_eq!(parsed, Ok(expected));
    }

    #[test]
    fn faults_are_named() {
        for (words, fault) in [
            ("--pair 5", "`--pair`"),
            ("--pairs 0", "`0`"),
            ("--condition lazy", "`lazy`"),
            ("--output", "`--output` needs"),
        ] {
            let message = parse(words).expect_err("every case has a fault");
            assert!(message.contains(fault), "{message}");
        }
    }
}
