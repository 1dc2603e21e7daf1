//! The answer of who timed blocks.

use std::fmt::Write as _;

use super::{Damaged, Lines, MARK, number};
use crate::reference::Readings;
use crate::statistics::Decision;
use crate::time::Picoseconds;
use crate::verdict::{FreshRound, Round};

/// The answer as text, a line break at both ends: libtest leaves its own line open.
pub(crate) fn answer(fresh: &FreshRound) -> String {
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
pub(crate) fn read_answer(printed: &str) -> Result<FreshRound, Damaged> {
    let mut lines = Lines::of(printed);
    let mut head = lines.words("round")?;
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
    let times = lines
        .words("times")?
        .map(|time| number(time).map(Picoseconds::new))
        .collect::<Result<Vec<_>, _>>()?;
    let readings = lines
        .words("readings")?
        .map(|time| number(time).map(Picoseconds::new))
        .collect::<Result<Vec<_>, _>>()?;
    if readings.len() % 3 != 0 {
        return Err(Damaged);
    }
    lines.words("end")?;
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
