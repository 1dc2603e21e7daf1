//! The command line.

use crate::contestant::Contestant;

/// What is printed after a message about wrong arguments.
pub(crate) const USAGE: &str = "\
usage: compile_time [--functions 1000] [--rounds 3] [--only perfmacro,divan] [--cold]

  --functions N  functions in each fixture (default 1000)
  --rounds N     timed rebuilds of each fixture (default 3)
  --only LIST    comma separated: none, perfmacro, divan, criterion, fluxbench
  --cold         also time a first build, dependencies included";

/// What to measure, as asked for on the command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// How many functions each fixture holds, at least 1.
    pub(crate) functions: usize,
    /// How many timed rebuilds each fixture gets, at least 1.
    pub(crate) rounds: usize,
    /// Who takes part, in the order of the report.
    pub(crate) contestants: Vec<Contestant>,
    /// Whether the first build, dependencies included, is timed too.
    pub(crate) cold: bool,
}

impl Arguments {
    /// Reads the arguments that follow the program's name.
    /// The error is one line that names the argument at fault.
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut parsed = Self {
            functions: 1000,
            rounds: 3,
            contestants: Contestant::ALL.to_vec(),
            cold: false,
        };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--functions" => parsed.functions = parse_count(&word, words.next())?,
                "--rounds" => parsed.rounds = parse_count(&word, words.next())?,
                "--only" => parsed.contestants = parse_contestants(&word, words.next())?,
                "--cold" => parsed.cold = true,
                _ => return Err(format!("unknown argument `{word}`")),
            }
        }
        Ok(parsed)
    }
}

/// Reads the value of `option` as a number of at least 1.
fn parse_count(option: &str, value: Option<String>) -> Result<usize, String> {
    let value = value.ok_or_else(|| format!("`{option}` needs a number"))?;
    match value.parse() {
        Ok(count) if count > 0 => Ok(count),
        _ => Err(format!(
            "`{option}` needs a number of at least 1, not `{value}`"
        )),
    }
}

/// Reads the value of `option` as names of contestants. The result has the
/// order of the report and no name twice, whatever the order of the names.
fn parse_contestants(option: &str, value: Option<String>) -> Result<Vec<Contestant>, String> {
    let value = value.ok_or_else(|| format!("`{option}` needs a list of contestants"))?;
    let names: Vec<&str> = value.split(',').collect();
    let is_unknown = |name: &&&str| Contestant::ALL.iter().all(|known| known.name() != **name);
    if let Some(unknown) = names.iter().find(is_unknown) {
        return Err(format!("`{option}`: unknown contestant `{unknown}`"));
    }
    let is_chosen = |contestant: &Contestant| names.contains(&contestant.name());
    Ok(Contestant::ALL.into_iter().filter(is_chosen).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Arguments, String> {
        Arguments::parse(words.iter().map(ToString::to_string))
    }

    #[test]
    fn defaults_measure_everyone() {
        let parsed = parse(&[]).expect("no argument is valid");
        assert_eq!(
            (parsed.functions, parsed.rounds, parsed.cold),
            (1000, 3, false)
        );
        assert_eq!(parsed.contestants, Contestant::ALL);
    }

    #[test]
    fn only_keeps_the_order_of_the_report() {
        let parsed = parse(&["--only", "divan,perfmacro,divan"]).expect("both names are known");
        assert_eq!(
            parsed.contestants,
            [Contestant::Perfmacro, Contestant::Divan]
        );
    }

    #[test]
    fn faults_are_named() {
        for (words, fault) in [
            (["--onyl", "divan"], "`--onyl`"),
            (["--only", "dvian"], "`dvian`"),
            (["--rounds", "0"], "`0`"),
            (["--cold", "--functions"], "`--functions` needs"),
        ] {
            let message = parse(&words).expect_err("every case has a fault");
            assert!(message.contains(fault), "{message}");
        }
    }
}
