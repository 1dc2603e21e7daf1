//! Functions as routines, and what a call of them allocates.

use perfmacro_runtime::alloc::{self, Allocations, Measured, Scope};
use perfmacro_runtime::entry::{Entry, Location, Options};
use perfmacro_runtime::owned::Reusable;
use perfmacro_runtime::routine::{self, Batch, Calls};
use perfmacro_runtime::{Case, Routine, Stopwatch, Variant};

pub(crate) static ENTRY: Entry = Entry {
    module_path: "a",
    name: "x",
    test_module: "perf_x",
    package: None,
    location: Location {
        file: "src/lib.rs",
        line: 1,
        column: 1,
    },
    options: Options::DEFAULT,
    variants: &[Variant::new(|_| Box::new(|_, _| ()))],
    is_optimized: || true,
};

/// A function without parameters, as the attribute makes it a routine.
macro_rules! calling {
    ($call:expr) => {
        perfmacro_runtime::routine::shared((), |input, calls| {
            calls.make(input, |()| $call);
        })
    };
}
pub(crate) use calling;

/// A function that takes what `build` makes by value.
pub(crate) fn taking<I: Reusable + 'static>(
    build: fn(&Case, &()) -> I,
    run: fn(&(), &[I], Calls<'_>),
) -> Routine {
    routine::calls(&Case::all(&ENTRY)[0], routine::alone, build, run)
}

/// A function that takes what `build` makes by `&mut`.
pub(crate) fn changing<I: 'static>(
    build: fn(&Case, &()) -> I,
    run: fn(&(), &mut Batch<I>, &mut Stopwatch),
) -> Routine {
    routine::exclusive(&Case::all(&ENTRY)[0], routine::alone, build, run)
}

/// What a call allocates on its own thread.
pub(crate) fn measured(mut routine: Routine) -> Measured {
    alloc::measure(&mut routine, 1, Scope::Thread).expect("the allocator counts")
}

/// Count, bytes, peak and leaked of every call but the first.
pub(crate) fn steady(routine: Routine) -> [u64; 4] {
    figures(measured(routine).steady)
}

pub(crate) fn figures(allocations: Allocations) -> [u64; 4] {
    let Allocations {
        count,
        bytes,
        peak,
        leaked,
    } = allocations;
    [count, bytes, peak, leaked]
}
