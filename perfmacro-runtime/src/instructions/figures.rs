//! The figures of a call.

use std::collections::BTreeMap;
use std::fmt;

/// What one call executes, to the instruction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Instructions {
    /// How many instructions it executes, on the thread that makes the call.
    pub count: u64,
    /// What caches and a branch predictor would do, where they were simulated.
    pub simulated: Option<Simulated>,
}

/// What a simulated machine does for one call, which has 32 KiB of each first-level cache and 8 MiB of last
/// level wherever it is simulated.
///
/// Accesses and branches are as exact as instructions. Misses and mispredictions also depend on what ran before
/// and where things lie, and may differ by a few between runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Simulated {
    /// Reads and writes of data.
    pub accesses: u64,
    /// Of those, and of reads of instructions, how many a first-level cache does not hold.
    pub l1_misses: u64,
    /// Of those again, how many the last-level cache does not hold either.
    pub last_level_misses: u64,
    /// Conditional branches, and jumps to where a register says.
    pub branches: u64,
    /// Of those, how many are not predicted.
    pub mispredicted: u64,
}

impl Instructions {
    /// The lower of both, figure by figure.
    #[must_use]
    pub fn min(self, other: Instructions) -> Instructions {
        self.with(other, u64::min)
    }

    /// The higher of both, figure by figure.
    #[must_use]
    pub fn max(self, other: Instructions) -> Instructions {
        self.with(other, u64::max)
    }

    /// Less what `windows` times `empty` is.
    #[must_use]
    pub(super) fn less(self, empty: Instructions, windows: u64) -> Instructions {
        self.with(empty, |own, empty| {
            own.saturating_sub(empty.saturating_mul(windows))
        })
    }

    /// The figure that stands for the calls on several inputs: of each input the lowest, of all inputs the
    /// highest. `None` where there are no calls.
    #[must_use]
    pub(super) fn of_calls(
        calls: impl IntoIterator<Item = (usize, Instructions)>,
    ) -> Option<Instructions> {
        let mut lowest = BTreeMap::<usize, Instructions>::new();
        for (input, found) in calls {
            lowest
                .entry(input)
                .and_modify(|lowest| *lowest = lowest.min(found))
                .or_insert(found);
        }
        lowest.into_values().reduce(Instructions::max)
    }

    fn with(self, other: Instructions, of: impl Fn(u64, u64) -> u64) -> Instructions {
        Instructions {
            count: of(self.count, other.count),
            simulated: self
                .simulated
                .zip(other.simulated)
                .map(|(own, other)| Simulated {
                    accesses: of(own.accesses, other.accesses),
                    l1_misses: of(own.l1_misses, other.l1_misses),
                    last_level_misses: of(own.last_level_misses, other.last_level_misses),
                    branches: of(own.branches, other.branches),
                    mispredicted: of(own.mispredicted, other.mispredicted),
                }),
        }
    }
}

/// `1,234 instructions`.
impl fmt::Display for Instructions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.count.to_string();
        for (place, digit) in digits.char_indices() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                formatter.write_str(",")?;
            }
            write!(formatter, "{digit}")?;
        }
        formatter.write_str(if self.count == 1 {
            " instruction"
        } else {
            " instructions"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instructions(count: u64) -> Instructions {
        Instructions {
            count,
            simulated: None,
        }
    }

    #[test]
    fn of_each_input_the_lowest_and_of_all_the_highest() {
        let calls = [(0, 5), (1, 9), (0, 4), (1, 8), (0, 6)];
        let calls = calls.map(|(input, count)| (input, instructions(count)));
        assert_eq!(Instructions::of_calls(calls), Some(instructions(8)));
        assert_eq!(Instructions::of_calls([]), None);
    }

    #[test]
    fn every_window_costs_what_an_empty_one_does() {
        let found = instructions(100).less(instructions(7), 2);
        assert_eq!(found, instructions(86));
        assert_eq!(instructions(3).less(instructions(7), 1), instructions(0));
    }

    #[test]
    fn digits_are_in_groups_of_three() {
        for (count, expected) in [
            (0, "0 instructions"),
            (1, "1 instruction"),
            (999, "999 instructions"),
            (1_234, "1,234 instructions"),
            (12_345_678, "12,345,678 instructions"),
        ] {
            assert_eq!(instructions(count).to_string(), expected);
        }
    }
}
