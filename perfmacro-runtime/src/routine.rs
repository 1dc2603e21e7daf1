//! The runnable form of a case, and the loops that generated code builds it from.
//!
//! A routine makes the number of calls it is asked for and lets a [`Stopwatch`] see the calls and nothing
//! else: inputs are built before it starts, outputs are dropped after it stops. What the stopwatch
//! measures is its own affair, so a new kind of measurement needs no new routine.
//!
//! Inputs and outputs that live in memory are built and dropped in batches, because a stopwatch around
//! every single call would cost more than a short call. A batch is as long as [`Pace`] lets it be.

use std::hint::black_box;
use std::mem;

use crate::case::Case;
use crate::owned::Reusable;
use crate::pace::Pace;
use crate::stopwatch::Stopwatch;

/// Makes the given number of calls and shows them to the stopwatch.
pub type Routine = Box<dyn FnMut(u64, &mut Stopwatch)>;

/// A routine in which one input serves every call.
///
/// `run` is the generated loop, by [`Calls::make`]. It is a plain function, so that whatever is around it
/// is compiled once per type of input and not once per annotated function.
pub fn shared<I: 'static>(input: I, run: fn(&I, Calls<'_>)) -> Routine {
    let mut pace = Pace::new();
    Box::new(move |iterations, stopwatch| {
        run(
            &input,
            Calls {
                iterations,
                stopwatch,
                pace: &mut pace,
            },
        );
    })
}

/// A routine for parameters that take their input by value or by shared reference.
///
/// Where every value is `Copy` one input serves every call; otherwise `build` makes one for each, untimed.
/// `run` is the generated loop, by [`Calls::make_each`].
pub fn owned<I: Reusable + 'static>(
    case: &Case,
    build: fn(&Case) -> I,
    run: fn(&[I], Calls<'_>),
) -> Routine {
    let mut pace = Pace::new();
    if I::REUSABLE {
        let inputs = [build(case)];
        return Box::new(move |iterations, stopwatch| {
            run(
                &inputs,
                Calls {
                    iterations,
                    stopwatch,
                    pace: &mut pace,
                },
            );
        });
    }
    let mut batches = Batches {
        case: *case,
        build,
        pace,
    };
    Box::new(move |mut iterations, stopwatch| {
        while let Some(inputs) = batches.next(&mut iterations) {
            let iterations = inputs.len() as u64;
            // Not used for a batch, which is what a pace is for.
            let pace = &mut Pace::new();
            run(
                &inputs,
                Calls {
                    iterations,
                    stopwatch,
                    pace,
                },
            );
        }
    })
}

/// A routine for parameters of which one is `&mut`: it builds an input for every call.
///
/// `build` makes one input, untimed; `run` is the generated loop, by [`Batch::run`].
pub fn exclusive<I: 'static>(
    case: &Case,
    build: fn(&Case) -> I,
    run: fn(&mut Batch<I>, &mut Stopwatch),
) -> Routine {
    let mut batches = Batches {
        case: *case,
        build,
        pace: Pace::new(),
    };
    Box::new(move |mut iterations, stopwatch| {
        while let Some(inputs) = batches.next(&mut iterations) {
            run(&mut Batch { inputs }, stopwatch);
        }
    })
}

/// Builds inputs batch by batch.
struct Batches<I> {
    case: Case,
    build: fn(&Case) -> I,
    pace: Pace,
}

impl<I> Batches<I> {
    /// The next inputs for `remaining` calls, which become fewer; `None` when there are none left.
    fn next(&mut self, remaining: &mut u64) -> Option<Vec<I>> {
        if *remaining == 0 {
            return None;
        }
        let length = self.pace.next(remaining);
        let mut inputs = Vec::with_capacity(length);
        inputs.extend((0..length).map(|_| (self.build)(&self.case)));
        Some(inputs)
    }
}

/// Calls to be made.
pub struct Calls<'a> {
    iterations: u64,
    stopwatch: &'a mut Stopwatch,
    pace: &'a mut Pace,
}

impl Calls<'_> {
    /// Makes them on one input.
    ///
    /// Input and output go through [`black_box`], so that no call is merged with another or left out.
    /// Outputs that need dropping are kept until the stopwatch stands.
    pub fn make<'a, I, O>(self, input: &'a I, call: impl Fn(&'a I) -> O) {
        let Calls {
            iterations,
            stopwatch,
            pace,
        } = self;
        if !mem::needs_drop::<O>() {
            stopwatch.start();
            for _ in 0..iterations {
                black_box(call(black_box(input)));
            }
            stopwatch.stop();
            return;
        }
        let mut remaining = iterations;
        while remaining > 0 {
            let length = pace.next(&mut remaining);
            let mut outputs = Vec::with_capacity(length);
            stopwatch.start();
            outputs.extend((0..length).map(|_| call(black_box(input))));
            stopwatch.stop();
            black_box(&outputs);
        }
    }

    /// Makes them on the one input there is, where it is reusable, or else one on each.
    pub fn make_each<'a, I: Reusable, O>(self, inputs: &'a [I], call: impl Fn(&'a I) -> O) {
        if I::REUSABLE {
            return self.make(&inputs[0], call);
        }
        call_each(inputs.iter(), self.stopwatch, call);
    }
}

/// Inputs of which each serves one call.
pub struct Batch<I> {
    inputs: Vec<I>,
}

impl<I> Batch<I> {
    /// Makes one call per input. Inputs and outputs are dropped after the stopwatch stands.
    pub fn run<'a, O>(&'a mut self, stopwatch: &mut Stopwatch, call: impl Fn(&'a mut I) -> O) {
        call_each(self.inputs.iter_mut(), stopwatch, call);
    }
}

/// Makes one call per input, and keeps outputs that need dropping until the stopwatch stands.
fn call_each<T, O>(
    inputs: impl ExactSizeIterator<Item = T>,
    stopwatch: &mut Stopwatch,
    call: impl Fn(T) -> O,
) {
    if mem::needs_drop::<O>() {
        let mut outputs = Vec::with_capacity(inputs.len());
        stopwatch.start();
        outputs.extend(inputs.map(|input| call(black_box(input))));
        stopwatch.stop();
        black_box(&outputs);
    } else {
        stopwatch.start();
        for input in inputs {
            black_box(call(black_box(input)));
        }
        stopwatch.stop();
    }
}

#[cfg(test)]
#[expect(
    unused_imports,
    reason = "one of the two that the macro brings, in another crate unseen"
)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::entry::{Entry, Location, Options};
    use crate::owned::{Lent, Once};

    fn case() -> Case {
        static ENTRY: Entry = Entry {
            module_path: "a",
            name: "x",
            function: "x",
            package: None,
            location: Location {
                file: "src/lib.rs",
                line: 1,
                column: 1,
            },
            options: Options::DEFAULT,
            start: |_| Box::new(|_, _| ()),
            is_optimized: || true,
        };
        Case::all(&ENTRY)[0]
    }

    #[test]
    fn a_shared_input_serves_the_number_of_calls_asked_for() {
        let mut routine = shared(Cell::new(0), |input, calls| {
            calls.make(input, |input| input.set(input.get() + 1));
            assert_eq!(input.replace(0), 2500);
        });
        routine(2500, &mut Stopwatch::new());
        let mut dropped = shared(Cell::new(0), |input, calls| {
            calls.make(input, |input| {
                input.set(input.get() + 1);
                String::from("an output to drop")
            });
            assert_eq!(input.replace(0), 2500);
        });
        dropped(2500, &mut Stopwatch::new());
    }

    #[test]
    fn an_output_may_borrow_from_the_input() {
        let mut words = shared(String::from("a b"), |input, calls| {
            calls.make(input, |input| input.split(' ').collect::<Vec<&str>>());
        });
        words(10, &mut Stopwatch::new());
        let mut references = exclusive(
            &case(),
            |_| vec![1, 2],
            |batch, stopwatch| batch.run(stopwatch, |input| input.iter_mut().collect::<Vec<_>>()),
        );
        references(10, &mut Stopwatch::new());
    }

    #[test]
    fn every_call_has_an_input_of_its_own_and_all_are_dropped() {
        thread_local! {
            static BUILT: Cell<usize> = const { Cell::new(0) };
            static DROPPED: Cell<usize> = const { Cell::new(0) };
        }
        struct Counted;
        impl Drop for Counted {
            fn drop(&mut self) {
                DROPPED.set(DROPPED.get() + 1);
            }
        }
        let build = |_: &Case| {
            BUILT.set(BUILT.get() + 1);
            crate::owned!(Counted)
        };
        let mut routine = owned(&case(), build, |inputs, calls| {
            calls.make_each(inputs, Once::__perfmacro_take);
        });
        routine(5000, &mut Stopwatch::new());
        assert_eq!((BUILT.get(), DROPPED.get()), (5000, 5000));
        let mut routine = exclusive(&case(), build, |batch, stopwatch| {
            batch.run(stopwatch, |input| input.__perfmacro_take());
        });
        routine(500, &mut Stopwatch::new());
        assert_eq!((BUILT.get(), DROPPED.get()), (5500, 5500));
    }

    #[test]
    fn a_copy_serves_every_call() {
        thread_local! {
            static BUILT: Cell<u64> = const { Cell::new(0) };
            static SUM: Cell<u64> = const { Cell::new(0) };
        }
        let build = |_: &Case| {
            BUILT.set(BUILT.get() + 1);
            (Lent(vec![1_u64]), (crate::owned!(2_u64), ()))
        };
        let mut routine = owned(&case(), build, |inputs, calls| {
            calls.make_each(inputs, |(lent, (copied, ()))| {
                SUM.set(SUM.get() + lent.0[0] + copied.__perfmacro_take());
            });
        });
        routine(1000, &mut Stopwatch::new());
        assert_eq!((BUILT.get(), SUM.get()), (1, 3000));
    }
}
