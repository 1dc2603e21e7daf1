//! What a test process says to the fresh process it starts, and what it hears back: lines of text.
//!
//! Invariant: whatever is not a whole, well-formed answer is an error and never a finding.

pub(super) mod allocations;
pub(super) mod pairs;
mod request;
pub(super) mod round;
pub(super) mod samples;

use std::str::SplitWhitespace;

pub use request::{Counterpart, Request, Task};

/// What begins each line of an answer: the function may print lines of its own.
const MARK: &str = "perfmacro-fresh:";

/// The lines of an answer, out of everything that a fresh process printed.
struct Lines<'a> {
    lines: std::str::Lines<'a>,
}

impl<'a> Lines<'a> {
    fn of(printed: &'a str) -> Self {
        Lines {
            lines: printed.lines(),
        }
    }

    /// The words of the next line, which begins with `name`.
    fn words(&mut self, name: &str) -> Result<SplitWhitespace<'a>, Damaged> {
        let line = Iterator::next(self);
        let mut words = line.ok_or(Damaged)?.split_whitespace();
        (words.next() == Some(name)).then_some(words).ok_or(Damaged)
    }

    /// The rest of the next line, which begins with `name`.
    fn rest(&mut self, name: &str) -> Result<&'a str, Damaged> {
        let line = Iterator::next(self);
        let rest = line.and_then(|line| line.strip_prefix(' ')?.strip_prefix(name));
        rest.map(str::trim).ok_or(Damaged)
    }
}

/// Without what marks them.
impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.lines.find_map(|line| line.strip_prefix(MARK))
    }
}

fn number(word: &str) -> Result<u64, Damaged> {
    word.parse().map_err(|_| Damaged)
}

/// A text that is not what was agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;
