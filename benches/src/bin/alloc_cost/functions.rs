//! What is called, in both builds.

use std::collections::BTreeMap;
use std::hint::black_box;

use perfmacro_runtime::Routine;
use perfmacro_runtime::routine::shared;

/// A function that is measured.
#[derive(Clone, Copy)]
pub(crate) struct Function {
    pub(crate) name: &'static str,
    /// Whether a call allocates.
    pub(crate) allocates: bool,
    pub(crate) start: fn() -> Routine,
}

impl Function {
    /// All of them.
    pub(crate) const ALL: [Function; 6] = [
        Function {
            name: "a hash of 1,000 numbers",
            allocates: false,
            start: || {
                shared((0..1000).collect::<Vec<u64>>(), |numbers, calls| {
                    calls.make(numbers, |numbers| hash(black_box(numbers)));
                })
            },
        },
        Function {
            name: "words in 4 KiB",
            allocates: false,
            start: || {
                shared("word ".repeat(820), |text, calls| {
                    calls.make(text, |text| words(black_box(text)));
                })
            },
        },
        Function {
            name: "one block of 32 bytes",
            allocates: true,
            start: || {
                shared((), |(), calls| {
                    calls.make(&(), |()| drop(black_box(Box::new(black_box([0_u64; 4])))));
                })
            },
        },
        Function {
            name: "a vector that grows to 1,000",
            allocates: true,
            start: || {
                shared((), |(), calls| {
                    calls.make(&(), |()| grow(black_box(1000)));
                })
            },
        },
        Function {
            name: "100 strings",
            allocates: true,
            start: || {
                shared((), |(), calls| {
                    calls.make(&(), |()| strings(black_box(100)));
                })
            },
        },
        Function {
            name: "a tree of 100 words",
            allocates: true,
            start: || {
                shared("a bc def ghij klmno ".repeat(20), |text, calls| {
                    calls.make(text, |text| count(black_box(text)));
                })
            },
        },
    ];
}

/// A chain, in which each step waits for the one before.
#[inline(never)]
fn hash(numbers: &[u64]) -> u64 {
    numbers.iter().fold(0, |hash, number| {
        (hash ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

/// Not by `str::split`, which is in a part of the standard library that no build aligns.
#[inline(never)]
fn words(text: &str) -> usize {
    let (words, _) = text.bytes().fold((0, true), |(words, was_space), byte| {
        let is_space = byte == b' ';
        (words + usize::from(was_space && !is_space), is_space)
    });
    words
}

#[inline(never)]
fn grow(length: u64) -> usize {
    let mut grown = Vec::new();
    for number in 0..length {
        grown.push(black_box(number));
    }
    black_box(&grown).len()
}

#[inline(never)]
fn strings(number: usize) -> usize {
    let strings = (0..number)
        .map(|number| "x".repeat(number % 50 + 1))
        .collect::<Vec<_>>();
    black_box(&strings).len()
}

#[inline(never)]
fn count(text: &str) -> usize {
    let mut counts = BTreeMap::<String, usize>::new();
    for (index, word) in text.split(' ').enumerate() {
        *counts.entry(format!("{word}{}", index % 50)).or_default() += 1;
    }
    black_box(&counts).len()
}
