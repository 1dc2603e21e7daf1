//! What is measured: functions of a few nanoseconds, each annotated, and each in a benchmark by hand as
//! Criterion's guide has it.
//!
//! Input: a name. Output: the entry that the attribute made, and the benchmark by hand of the same function.

use std::hint::black_box;

use criterion::Bencher;
use perfmacro::perf_bench;
use perfmacro_runtime::{Case, registry};

use crate::clock::Clock;

/// A function and both ways to it.
#[derive(Clone, Copy)]
pub(crate) struct Function {
    name: &'static str,
    /// As the report has it.
    pub(crate) signature: &'static str,
    /// Whether it does nothing: what is measured then is the loop.
    pub(crate) is_empty: bool,
    /// The benchmark by hand.
    pub(crate) by_hand: fn(&mut Bencher<'_, Clock>),
}

impl Function {
    /// In the order of the report.
    pub(crate) const ALL: [Function; 5] = [
        Function {
            name: "nothing",
            signature: "fn()",
            is_empty: true,
            by_hand: |bencher| bencher.iter(nothing),
        },
        Function {
            name: "nothing_of_slice",
            signature: "fn(&[u8])",
            is_empty: true,
            by_hand: |bencher| {
                let data = vec![7_u8; 100];
                bencher.iter(|| nothing_of_slice(black_box(&data)));
            },
        },
        Function {
            name: "chain",
            signature: "fn(u64) -> u64",
            is_empty: false,
            by_hand: |bencher| bencher.iter(|| chain(black_box(100))),
        },
        Function {
            name: "chain_of_reference",
            signature: "fn(&u64) -> u64",
            is_empty: false,
            by_hand: |bencher| {
                let start = 100;
                bencher.iter(|| chain_of_reference(black_box(&start)));
            },
        },
        Function {
            name: "chain_of_states",
            signature: "fn(u64) -> [u64; 8]",
            is_empty: false,
            by_hand: |bencher| bencher.iter(|| chain_of_states(black_box(100))),
        },
    ];

    /// What the attribute made of it.
    pub(crate) fn case(&self) -> Case {
        let entries = registry::entries();
        let entry = entries
            .into_iter()
            .find(|entry| entry.name == self.name)
            .expect("every function here is annotated");
        Case::all(entry)[0]
    }
}

#[perf_bench]
fn nothing() {}

#[perf_bench]
fn nothing_of_slice(_data: &[u8]) {}

#[perf_bench]
fn chain(start: u64) -> u64 {
    (0..STEPS).fold(start, |state, _| step(state))
}

#[perf_bench]
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "how a reference is passed is what is measured"
)]
fn chain_of_reference(start: &u64) -> u64 {
    chain(*start)
}

#[perf_bench]
fn chain_of_states(start: u64) -> [u64; 8] {
    let end = chain(start);
    [
        start,
        end,
        !start,
        !end,
        start ^ end,
        start & end,
        start | end,
        start.wrapping_add(end),
    ]
}

/// Steps of five nanoseconds or so, where the core works on several calls at once.
const STEPS: u32 = 10;

/// A multiplication that waits for the one before.
fn step(state: u64) -> u64 {
    (state ^ (state >> 29))
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(23)
}

#[cfg(test)]
mod tests {
    use perfmacro_runtime::Stopwatch;

    use super::*;

    #[test]
    fn every_function_has_an_entry_that_runs() {
        for function in Function::ALL {
            let mut stopwatch = Stopwatch::new();
            function.case().start()(10, &mut stopwatch);
            assert!(!stopwatch.elapsed().is_zero(), "{}", function.name);
        }
    }
}
