//! Samples as folded stacks, the format that tools for flamegraphs share: on a line the functions with `;` between
//! them, the outermost first, and how many samples were there.
//!
//! Input: the addresses of each sample, and what names them. Output: text, its lines sorted.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What names addresses.
pub(super) trait Names {
    /// The functions at an address that execution returns to, the innermost first; none where nobody knows.
    fn at(&mut self, address: usize) -> &[String];
}

/// What a function is called that nobody knows.
const UNKNOWN: &str = "[unknown]";
/// What stands in a sample for the outer part of a stack that could not be walked; no code is there.
pub(super) const UNWINDING: usize = usize::MAX;
/// What it is called.
const UNWINDING_NAME: &str = "[unwinding]";
/// What stands for the outer part of a stack of which only the inner one was kept.
const DEEPER: &str = "[deeper]";

/// The stacks of `samples`, of which each begins inside of what the signal ran: its handler is called `handler`, and
/// called by something of the system's. One that is as long as `longest` is not whole.
pub(super) fn folded(
    samples: &[Vec<usize>],
    names: &mut impl Names,
    handler: &str,
    longest: usize,
) -> String {
    let mut counts = BTreeMap::<String, u64>::new();
    let mut whole = BTreeMap::<&[usize], u64>::new();
    for sample in samples {
        *whole.entry(sample).or_default() += 1;
    }
    for (sample, count) in whole {
        *counts
            .entry(stack(sample, names, handler, longest))
            .or_default() += count;
    }
    let mut text = String::new();
    for (stack, count) in counts {
        let _ = writeln!(text, "{stack} {count}");
    }
    text
}

fn stack(sample: &[usize], names: &mut impl Names, handler: &str, longest: usize) -> String {
    let is_handler = |address: &usize| names.at(*address).iter().any(|name| name == handler);
    let handlers = sample
        .iter()
        .position(is_handler)
        // What called it is the system's.
        .map_or(0, |handler| handler + 2);
    let interrupted = sample.get(handlers..).unwrap_or_default();
    let mut frames = Vec::new();
    for (index, address) in interrupted.iter().enumerate() {
        if *address == UNWINDING {
            frames.push(UNWINDING_NAME.to_owned());
            continue;
        }
        // The instruction that was interrupted comes next, where the others are behind their calls.
        let returns_to = address + usize::from(index == 0);
        let found = names.at(returns_to);
        if found.is_empty() {
            frames.push(UNKNOWN.to_owned());
        }
        frames.extend(found.iter().map(|name| frame(name)));
    }
    if sample.len() >= longest {
        frames.push(DEEPER.to_owned());
    }
    frames.reverse();
    frames.join(";")
}

/// A name without what the format has a meaning for.
fn frame(name: &str) -> String {
    name.replace(';', ":").replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two functions inlined into each other at 30 and 31, and single ones elsewhere.
    struct Known(Vec<String>);

    impl Names for Known {
        fn at(&mut self, address: usize) -> &[String] {
            self.0 = match address {
                1 => vec!["trace".to_owned()],
                2 => vec!["handler".to_owned()],
                3 => vec!["trampoline".to_owned()],
                21 => vec!["inner".to_owned()],
                31 | 30 => vec!["inlined::<[u8; 4]>".to_owned(), "outer".to_owned()],
                _ => Vec::new(),
            };
            &self.0
        }
    }

    fn folded(samples: &[Vec<usize>]) -> String {
        super::folded(samples, &mut Known(Vec::new()), "handler", 6)
    }

    #[test]
    fn a_stack_is_the_interrupted_part_with_inlined_functions() {
        let samples = [
            vec![1, 2, 3, 20, 30],
            vec![1, 2, 3, 30],
            vec![1, 2, 3, 20, 30],
            vec![2, 3, 99],
        ];
        assert_eq!(
            folded(&samples),
            "[unknown] 1\nouter;inlined::<[u8: 4]> 1\nouter;inlined::<[u8: 4]>;inner 2\n"
        );
    }

    #[test]
    fn one_that_could_not_be_walked_to_its_end_says_so() {
        assert_eq!(
            folded(&[vec![1, 2, 3, 20, UNWINDING], vec![1, 2, 3, UNWINDING]]),
            "[unwinding] 1\n[unwinding];inner 1\n"
        );
    }

    #[test]
    fn one_that_was_cut_says_so() {
        assert_eq!(
            folded(&[vec![1, 2, 3, 20, 30, 30]]),
            "[deeper];outer;inlined::<[u8: 4]>;outer;inlined::<[u8: 4]>;inner 1\n"
        );
    }
}
