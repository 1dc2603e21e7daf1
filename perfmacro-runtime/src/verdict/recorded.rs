//! What fresh processes really measured, beside loads, and what is made of it.
//!
//! The files were written by `cargo run --release -p perfmacro-benches --bin verdicts -- --record DIR`, on two
//! shared cores; of the blocks every eighth is kept. Their names say what ran beside, the function, and by how
//! many percent it is within its budget or, below zero, over it.

use super::corroborate::{corroborate, undisturbed};
use super::{Doubt, FreshRound, Round};
use crate::budget::Measure;
use crate::reference::Readings;
use crate::statistics::Decision;
use crate::time::Picoseconds;

macro_rules! recorded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("recorded/", $name, ".txt")))),*]
    };
}

const WITHIN: &[(&str, &str)] = recorded![
    "idle_memory-walk_10",
    "memory-4_memory-walk_10",
    "memory-4_memory-walk_5",
    "bursts_memory-walk_10",
    "bursts_memory-walk_5",
    "busy-4_allocation_5",
];

const OVER: &[(&str, &str)] = recorded![
    "idle_memory-walk_-25",
    "memory-4_memory-walk_-25",
    "memory-4_allocation_-25",
    "bursts_memory-walk_-25",
    "busy-4_arithmetic_-25",
    "busy-4_arithmetic_-100",
];

/// What is made of a file.
fn judged(text: &str) -> Result<(), Doubt> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut line = |name: &str| {
        let words = lines.next().and_then(|line| line.strip_prefix(name));
        words.unwrap_or_else(|| panic!("no line of {name}"))
    };
    let limit = times(line("limit"))[0];
    let fastest = readings(line("fastest"))[0];
    let rounds = (0..5).map(|_| fresh_round(&mut line)).collect::<Vec<_>>();
    let seen = undisturbed(&rounds).expect("there are readings");
    corroborate(&rounds, Measure::Median, limit, seen.slowdown(fastest))
}

fn fresh_round<'a>(line: &mut impl FnMut(&str) -> &'a str) -> FreshRound {
    let head = line("round").split_whitespace().collect::<Vec<_>>();
    FreshRound {
        round: Round {
            decision: match head[0] {
                "met" => Some(Decision::Met),
                "breached" => Some(Decision::Breached),
                _ => None,
            },
            iterations: head[1].parse().expect("a number"),
            is_long: head[2] == "1",
            times: times(line("times")),
            interrupted: head[3].parse().expect("a number"),
        },
        readings: readings(line("readings")),
    }
}

fn times(words: &str) -> Vec<Picoseconds> {
    let time = |word: &str| Picoseconds::new(word.parse().expect("a number"));
    words.split_whitespace().map(time).collect()
}

fn readings(words: &str) -> Vec<Readings> {
    let three = |three: &[Picoseconds]| Readings {
        clock: three[0],
        core: three[1],
        memory: three[2],
    };
    times(words).chunks_exact(3).map(three).collect()
}

#[test]
fn no_function_within_its_budget_is_found_over_it() {
    for (name, text) in WITHIN {
        assert!(judged(text).is_err(), "{name}");
    }
}

#[test]
fn functions_over_their_budgets_are_found_out() {
    for (name, text) in OVER {
        assert_eq!(judged(text), Ok(()), "{name}");
    }
}
