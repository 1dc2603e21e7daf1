//! What a test process says to the fresh process it starts, and what it hears back: lines of text.
//!
//! Invariant: whatever is not a whole, well-formed answer is an error and never a round.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use crate::budget::{Measure, Percentile};
use crate::reference::Readings;
use crate::statistics::Decision;
use crate::time::Picoseconds;
use crate::verdict::{FreshRound, Round};

/// What begins each line of an answer: the function may print lines of its own.
const MARK: &str = "perfmacro-fresh:";

/// What a fresh process is to measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The case's name.
    pub case: String,
    /// What of it.
    pub measure: Measure,
    /// Against what.
    pub limit: Picoseconds,
}

impl fmt::Display for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let measure = match self.measure {
            Measure::Median => "median",
            Measure::Percentile(percentile) => percentile.option(),
        };
        // The name last: it may hold anything but a line break.
        write!(formatter, "{measure} {} {}", self.limit.count(), self.case)
    }
}

impl FromStr for Request {
    type Err = Damaged;

    fn from_str(text: &str) -> Result<Request, Damaged> {
        let mut words = text.splitn(3, ' ');
        let mut word = || words.next().ok_or(Damaged);
        let measure = match word()? {
            "median" => Measure::Median,
            other => [
                Percentile::P50,
                Percentile::P90,
                Percentile::P99,
                Percentile::P999,
            ]
            .into_iter()
            .find(|percentile| percentile.option() == other)
            .map(Measure::Percentile)
            .ok_or(Damaged)?,
        };
        Ok(Request {
            measure,
            limit: Picoseconds::new(number(word()?)?),
            case: word()?.to_owned(),
        })
    }
}

/// The answer as text, a line break at both ends: libtest leaves its own line open.
pub(super) fn answer(fresh: &FreshRound) -> String {
    let FreshRound { round, readings } = fresh;
    let decision = match round.decision {
        None => "none",
        Some(Decision::Met) => "met",
        Some(Decision::Breached) => "breached",
    };
    let mut text = format!(
        "\n{MARK} round {decision} {} {} {}\n{MARK} times",
        round.iterations,
        u8::from(round.is_long),
        round.interrupted
    );
    for time in &round.times {
        let _ = write!(text, " {}", time.count());
    }
    let _ = write!(text, "\n{MARK} readings");
    for reading in readings {
        let _ = write!(
            text,
            " {} {} {}",
            reading.clock.count(),
            reading.core.count(),
            reading.memory.count()
        );
    }
    let _ = writeln!(text, "\n{MARK} end");
    text
}

/// Reads an answer out of everything that a fresh process printed.
pub(super) fn read_answer(printed: &str) -> Result<FreshRound, Damaged> {
    let mut lines = printed.lines().filter_map(|line| line.strip_prefix(MARK));
    let mut line = |name: &str| {
        let mut words = lines.next().ok_or(Damaged)?.split_whitespace();
        (words.next() == Some(name)).then_some(words).ok_or(Damaged)
    };
    let mut head = line("round")?;
    let mut word = || head.next().ok_or(Damaged);
    let decision = match word()? {
        "none" => None,
        "met" => Some(Decision::Met),
        "breached" => Some(Decision::Breached),
        _ => return Err(Damaged),
    };
    let iterations = number(word()?)?;
    let is_long = number(word()?)? == 1;
    let interrupted = usize::try_from(number(word()?)?).map_err(|_| Damaged)?;
    let times = line("times")?
        .map(|time| number(time).map(Picoseconds::new))
        .collect::<Result<Vec<_>, _>>()?;
    let readings = line("readings")?
        .map(|time| number(time).map(Picoseconds::new))
        .collect::<Result<Vec<_>, _>>()?;
    if readings.len() % 3 != 0 {
        return Err(Damaged);
    }
    line("end")?;
    Ok(FreshRound {
        round: Round {
            decision,
            iterations,
            is_long,
            times,
            interrupted,
        },
        readings: readings
            .chunks_exact(3)
            .map(|three| Readings {
                clock: three[0],
                core: three[1],
                memory: three[2],
            })
            .collect(),
    })
}

fn number(word: &str) -> Result<u64, Damaged> {
    word.parse().map_err(|_| Damaged)
}

/// A text that is not what was agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fresh_round(
        times: &[u64],
        readings: &[(u64, u64)],
        decision: Option<Decision>,
    ) -> FreshRound {
        FreshRound {
            round: Round {
                decision,
                iterations: 100,
                is_long: times.len() == 1,
                times: times.iter().copied().map(Picoseconds::new).collect(),
                interrupted: 3,
            },
            readings: readings
                .iter()
                .map(|(clock, memory)| Readings {
                    clock: Picoseconds::new(*clock),
                    core: Picoseconds::new(7),
                    memory: Picoseconds::new(*memory),
                })
                .collect(),
        }
    }

    #[test]
    fn a_request_is_heard_as_it_was_said() {
        for measure in [
            Measure::Median,
            Measure::Percentile(Percentile::P50),
            Measure::Percentile(Percentile::P999),
        ] {
            let request = Request {
                case: "my crates/a name with spaces/10".to_owned(),
                measure,
                limit: Picoseconds::new(1_500),
            };
            assert_eq!(request.to_string().parse(), Ok(request));
        }
        for damaged in ["", "median", "median 5", "median x a::b", "p98 5 a::b"] {
            assert_eq!(damaged.parse::<Request>(), Err(Damaged), "{damaged}");
        }
    }

    #[test]
    fn what_the_function_prints_is_passed_over() {
        let fresh = fresh_round(&[5, 6], &[(1, 2)], Some(Decision::Breached));
        let printed = format!(
            "\nrunning 1 test\ntest a::perf_b::budget ... {}hello\n",
            answer(&fresh)
        );
        assert_eq!(read_answer(&printed), Ok(fresh));
    }

    proptest! {
        #[test]
        fn an_answer_is_heard_as_it_was_said(
            times in prop::collection::vec(any::<u64>(), 0..50),
            readings in prop::collection::vec(any::<(u64, u64)>(), 0..9),
            decision in prop::sample::select(vec![None, Some(Decision::Met), Some(Decision::Breached)]),
        ) {
            let fresh = fresh_round(&times, &readings, decision);
            prop_assert_eq!(read_answer(&answer(&fresh)), Ok(fresh));
        }

        /// A process may be killed in the middle of a word.
        #[test]
        fn half_an_answer_is_none(
            times in prop::collection::vec(any::<u64>(), 0..50),
            kept in any::<prop::sample::Index>(),
        ) {
            let whole = answer(&fresh_round(&times, &[(1, 2)], None));
            let end = whole.len() - 2;
            prop_assert_eq!(read_answer(&whole[..kept.index(end)]), Err(Damaged));
        }
    }
}
