//! The answer of who timed pairs of blocks.

use super::{Damaged, Lines, MARK};
use crate::verdict::paired::{PairedRound, from_lines, to_lines};

/// The answer as text, a line break at both ends: libtest leaves its own line open.
pub(crate) fn answer(round: &PairedRound) -> String {
    let mut text = String::from("\n");
    for line in to_lines(round).lines() {
        text.extend([MARK, line, "\n"]);
    }
    text
}

/// Reads an answer out of everything that a fresh process printed.
pub(crate) fn read_answer(printed: &str) -> Result<PairedRound, Damaged> {
    from_lines(Lines::of(printed)).ok_or(Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Picoseconds;
    use crate::verdict::paired::Sides;

    #[test]
    fn an_answer_is_heard_as_it_was_said() {
        let pair = |function| Sides {
            function: Picoseconds::new(function),
            reference: Picoseconds::new(7),
        };
        let round = PairedRound {
            decision: None,
            iterations: Sides {
                function: 3,
                reference: 4,
            },
            is_long: false,
            pairs: vec![pair(5), pair(6)],
            interrupted: 1,
        };
        let printed = format!("test a ... {}more\n", answer(&round));
        assert_eq!(read_answer(&printed), Ok(round));
        assert_eq!(read_answer(&printed[..printed.len() / 2]), Err(Damaged));
    }
}
