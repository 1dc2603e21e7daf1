//! What is compared.
//!
//! Each function is compiled as often as there are values of `COPY`, a number in its code that changes nothing of what
//! it does; for want of it the compiler would make one function of two.

use std::cell::Cell;
use std::hint::black_box;

use perfmacro_runtime::Routine;
use perfmacro_runtime::routine::shared;

/// A chain of dependent multiplications: some 200 ns for 100.
pub(crate) fn arithmetic<const COPY: u64>(count: u32) -> Routine {
    #[inline(never)]
    fn chain<const COPY: u64>(count: u32) -> u64 {
        (0..count).fold(COPY, |state, step| {
            (state ^ u64::from(step))
                .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                .rotate_left(23)
        })
    }
    shared(count, |count, calls| {
        calls.make(count, |count| chain::<COPY>(*black_box(count)));
    })
}

/// A checksum, byte by byte.
pub(crate) fn checksum<const COPY: u64>(length: usize) -> Routine {
    #[inline(never)]
    fn sum<const COPY: u64>(bytes: &[u8]) -> u64 {
        bytes.iter().fold(COPY, |sum, byte| {
            (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
        })
    }
    let bytes = numbers(length)
        .into_iter()
        .map(|number| number.to_le_bytes()[0])
        .collect::<Vec<_>>();
    shared(bytes, |bytes, calls| {
        calls.make(bytes, |bytes| sum::<COPY>(black_box(bytes)));
    })
}

/// A sorted copy of that many numbers.
pub(crate) fn sort<const COPY: u64>(length: usize) -> Routine {
    #[inline(never)]
    fn sorted<const COPY: u64>(numbers: &[u64]) -> Vec<u64> {
        let mut sorted = numbers.to_vec();
        // A comparison of its own gives each copy a sort of its own.
        sorted.sort_unstable_by_key(|number| number.wrapping_add(COPY));
        sorted
    }
    shared(numbers(length), |numbers, calls| {
        calls.make(numbers, |numbers| sorted::<COPY>(black_box(numbers)));
    })
}

/// Loads that each wait for the one before, over that many bytes: a call goes on where the one before it stopped.
pub(crate) fn walk(bytes: usize) -> Routine {
    let length = bytes / size_of::<usize>();
    // A full cycle: the step is odd and the length a power of two.
    let next = (0..length)
        .map(|at| (at + 40_503) % length)
        .collect::<Vec<usize>>();
    shared((next, Cell::new(0)), |input, calls| {
        calls.make(input, |input| {
            let (next, place) = black_box(input);
            let end = (0..500).fold(place.get(), |at, _| next[at]);
            place.set(end);
            end
        });
    })
}

/// The sum of that many bytes, in words.
pub(crate) fn stream(bytes: usize) -> Routine {
    shared(numbers(bytes / size_of::<u64>()), |numbers, calls| {
        calls.make(numbers, |numbers| {
            let sum = |sum: u64, number: &u64| sum.wrapping_add(*number);
            black_box(numbers).iter().fold(0, sum)
        });
    })
}

/// How many of that many numbers are there for the first time, by looking at all before: quadratic.
pub(crate) fn distinct(length: usize) -> Routine {
    #[inline(never)]
    fn count(numbers: &[u64]) -> usize {
        let is_new = |(place, number): &(usize, &u64)| !numbers[..*place].contains(number);
        numbers.iter().enumerate().filter(is_new).count()
    }
    shared(numbers(length), |numbers, calls| {
        calls.make(numbers, |numbers| count(black_box(numbers)));
    })
}

/// Numbers in no order.
fn numbers(length: usize) -> Vec<u64> {
    let mut state = 1_u64;
    let number = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state >> 31
    };
    std::iter::repeat_with(number).take(length).collect()
}
