//! The command line.

use std::path::{Path, PathBuf};

use perfmacro_benches::load::Condition;

/// What is printed after a message about wrong arguments.
pub(crate) const USAGE: &str = "\
usage: ratios [--short] [--judgements N] [--condition LIST] [--output FILE]

  --short           a few judgements on an idle machine, in seconds; writes no file
  --judgements N    of each pair under each condition (default 100)
  --condition LIST  comma separated: idle, busy-2, busy-4, memory-2, memory-4, bursts (default idle,busy-4)
  --output FILE     where the table goes (default benches/results/ratios.md)";

/// What was asked for.
#[derive(Debug, PartialEq)]
pub(crate) struct Arguments {
    pub(crate) judgements: u64,
    pub(crate) conditions: Vec<Condition>,
    /// `None` where it goes to the terminal alone.
    pub(crate) output: Option<PathBuf>,
}

impl Arguments {
    /// Reads the arguments that follow the program's name. The error is one line that names the one at fault.
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let results = Path::new(env!("CARGO_MANIFEST_DIR")).join("results/ratios.md");
        let mut parsed = Arguments {
            judgements: 100,
            conditions: vec![Condition::Idle, Condition::Busy(4)],
            output: Some(results),
        };
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .ok_or_else(|| format!("`{word}` needs a value"))
            };
            match word.as_str() {
                "--short" => {
                    parsed = Arguments {
                        judgements: 2,
                        conditions: vec![Condition::Idle],
                        output: None,
                    }
                }
                "--judgements" => {
                    let value = value()?;
                    let count = value.parse().ok().filter(|count| *count > 0);
                    parsed.judgements =
                        count.ok_or_else(|| format!("`{value}` is no number of judgements"))?;
                }
                "--condition" => {
                    let list = value()?;
                    let conditions = list.split(',').map(str::parse);
                    parsed.conditions = conditions.collect::<Result<_, _>>()?;
                }
                "--output" => parsed.output = Some(value()?.into()),
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
        let parsed = parse("--judgements 7 --condition busy-2 --output a.md");
        let expected = Arguments {
            judgements: 7,
            conditions: vec![Condition::Busy(2)],
            output: Some("a.md".into()),
        };
        assert_eq!(parsed, Ok(expected));
        assert_eq!(parse("--short").map(|short| short.output), Ok(None));
    }

    #[test]
    fn faults_are_named() {
        for (words, fault) in [
            ("--judgement 5", "`--judgement`"),
            ("--judgements 0", "`0`"),
            ("--condition lazy", "`lazy`"),
            ("--output", "`--output` needs"),
        ] {
            let message = parse(words).expect_err("every case has a fault");
            assert!(message.contains(fault), "{message}");
        }
    }
}
