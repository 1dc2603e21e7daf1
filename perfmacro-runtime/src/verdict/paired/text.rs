//! A round as lines of text.
//!
//! Invariant: whatever is not a whole, well-formed round is none.

use std::fmt::Write as _;
use std::str::{FromStr, SplitWhitespace};

use super::{PairedRound, Side, Sides};
use crate::statistics::Decision;
use crate::time::Picoseconds;

/// The round as four lines, each with a line break at its end.
#[must_use]
pub fn to_lines(round: &PairedRound) -> String {
    let decision = match round.decision {
        None => "none",
        Some(Decision::Met) => "met",
        Some(Decision::Breached) => "breached",
    };
    let mut text = format!(
        "pairs {decision} {} {} {} {}\n",
        round.iterations.function,
        round.iterations.reference,
        u8::from(round.is_long),
        round.interrupted
    );
    for side in [Side::Function, Side::Reference] {
        text.push_str(name(side));
        for pair in &round.pairs {
            let _ = write!(text, " {}", pair.get(side).count());
        }
        text.push('\n');
    }
    text.push_str("end\n");
    text
}

/// The round that the next four of `lines` are; `None` where they are not one.
pub fn from_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> Option<PairedRound> {
    let mut lines = lines.into_iter();
    let mut head = words(lines.next()?, "pairs")?;
    let decision = match head.next()? {
        "none" => None,
        "met" => Some(Decision::Met),
        "breached" => Some(Decision::Breached),
        _ => return None,
    };
    let iterations = Sides {
        function: number(&mut head).filter(|iterations| *iterations > 0)?,
        reference: number(&mut head).filter(|iterations| *iterations > 0)?,
    };
    let is_long = number::<u8>(&mut head)? == 1;
    let interrupted = number(&mut head)?;
    let mut times = |side| {
        words(lines.next()?, name(side))?
            .map(|time| time.parse().ok().map(Picoseconds::new))
            .collect::<Option<Vec<_>>>()
    };
    let function = times(Side::Function)?;
    let reference = times(Side::Reference)?;
    if function.len() != reference.len() {
        return None;
    }
    words(lines.next()?, "end")?;
    let pair = |(function, reference)| Sides {
        function,
        reference,
    };
    Some(PairedRound {
        decision,
        iterations,
        is_long,
        pairs: function.into_iter().zip(reference).map(pair).collect(),
        interrupted,
    })
}

/// What begins the line of a side's times.
fn name(side: Side) -> &'static str {
    match side {
        Side::Function => "function",
        Side::Reference => "reference",
    }
}

/// The words of a line behind the first, which is `name`.
fn words<'a>(line: &'a str, name: &str) -> Option<SplitWhitespace<'a>> {
    let mut words = line.split_whitespace();
    (words.next() == Some(name)).then_some(words)
}

fn number<N: FromStr>(words: &mut SplitWhitespace<'_>) -> Option<N> {
    words.next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rounds() -> impl Strategy<Value = PairedRound> {
        let decisions = vec![None, Some(Decision::Met), Some(Decision::Breached)];
        (
            prop::sample::select(decisions),
            (1..=u64::MAX, 1..=u64::MAX),
            any::<bool>(),
            prop::collection::vec(any::<(u64, u64)>(), 0..50),
            any::<usize>(),
        )
            .prop_map(
                |(decision, (function, reference), is_long, pairs, interrupted)| PairedRound {
                    decision,
                    iterations: Sides {
                        function,
                        reference,
                    },
                    is_long,
                    pairs: pairs
                        .into_iter()
                        .map(|(function, reference)| Sides {
                            function: Picoseconds::new(function),
                            reference: Picoseconds::new(reference),
                        })
                        .collect(),
                    interrupted,
                },
            )
    }

    #[test]
    fn what_is_no_round_is_none() {
        let whole = "pairs met 2 3 0 1\nfunction 5 6\nreference 7 8\nend\n";
        assert!(from_lines(whole.lines()).is_some());
        for (part, other) in [
            ("met", "perhaps"),
            ("2 3", "0 3"),
            ("2 3", "2 -3"),
            ("5 6", "5"),
            ("7 8", "7 x"),
            ("reference", "referee"),
            ("end\n", ""),
        ] {
            let damaged = whole.replacen(part, other, 1);
            assert_eq!(from_lines(damaged.lines()), None, "{damaged}");
        }
    }

    proptest! {
        #[test]
        fn a_round_is_heard_as_it_was_said(round in rounds()) {
            let text = to_lines(&round);
            prop_assert_eq!(text.lines().count(), 4);
            prop_assert_eq!(from_lines(text.lines()), Some(round));
        }

        /// A process may be killed in the middle of a word.
        #[test]
        fn half_a_round_is_none(round in rounds(), kept in any::<prop::sample::Index>()) {
            let whole = to_lines(&round);
            let end = whole.len() - 1;
            prop_assert_eq!(from_lines(whole[..kept.index(end)].lines()), None);
        }
    }
}
