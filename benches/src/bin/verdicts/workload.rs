//! The functions that are judged: bound by arithmetic, by memory, and by the allocator.
//!
//! Input: a name, as one process says it to the next. Output: how to start the function.

use std::cell::Cell;
use std::hint::black_box;

use perfmacro_runtime::Routine;
use perfmacro_runtime::routine::shared;

/// A function and how to start it.
#[derive(Clone, Copy)]
pub(crate) struct Workload {
    pub(crate) name: &'static str,
    pub(crate) start: fn() -> Routine,
}

impl Workload {
    /// The one of that name.
    pub(crate) fn find(name: &str) -> Option<Workload> {
        Workload::all()
            .into_iter()
            .find(|workload| workload.name == name)
    }

    /// Where the one of that name is in the report.
    pub(crate) fn place(name: &str) -> Option<usize> {
        Workload::all()
            .iter()
            .position(|workload| workload.name == name)
    }

    /// From tens of nanoseconds to tens of microseconds; arithmetic, memory, allocation.
    pub(crate) fn all() -> [Workload; 4] {
        [
            Workload {
                name: "arithmetic-short",
                start: || mixes(20),
            },
            Workload {
                name: "arithmetic",
                start: || mixes(300),
            },
            Workload {
                name: "memory-walk",
                start: memory_walk,
            },
            Workload {
                name: "allocation",
                start: allocation,
            },
        ]
    }
}

/// A chain of dependent multiplications.
fn mixes(count: u32) -> Routine {
    shared(count, |count, calls| {
        calls.make(count, |count| {
            (0..*black_box(count)).fold(1_u64, |state, step| {
                (state ^ u64::from(step))
                    .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                    .rotate_left(23)
            })
        });
    })
}

/// Loads that each wait for the one before, over 1 MiB: a call goes on where the one before it stopped.
fn memory_walk() -> Routine {
    const LENGTH: usize = 1 << 17;
    // A full cycle: the step is odd and the length a power of two.
    let next = (0..LENGTH)
        .map(|at| (at + 40_503) % LENGTH)
        .collect::<Vec<usize>>();
    shared((next, Cell::new(0)), |input, calls| {
        calls.make(input, |input| {
            let (next, place) = black_box(input);
            let end = (0..200).fold(place.get(), |at, _| next[at]);
            place.set(end);
            end
        });
    })
}

/// Strings made and joined.
fn allocation() -> Routine {
    shared(20_u32, |count, calls| {
        calls.make(count, |count| {
            (0..*black_box(count))
                .map(|number| number.to_string())
                .collect::<Vec<_>>()
                .join(",")
        });
    })
}
