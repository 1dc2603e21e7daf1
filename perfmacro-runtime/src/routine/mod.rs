//! The runnable form of a case, and the loops that generated code builds it from.
//!
//! A routine makes the number of calls it is asked for and lets a [`Stopwatch`] see the calls and nothing
//! else: inputs are built before it starts, outputs are dropped after it stops. What the stopwatch
//! measures is its own affair, so a new kind of measurement needs no new routine.
//!
//! Each form takes plain functions: `context` makes what all calls share beside their input (what runs
//! futures, or [nothing](alone)), `build` makes an input, `run` is the generated loop. What is around
//! the loop is so compiled once per type of input and not once per annotated function.
//!
//! Inputs and outputs that live in memory are built and dropped in batches, because a stopwatch around
//! every single call would cost more than a short call. A batch is as long as [`Pace`] lets it be.

mod awaited;
pub mod built;
mod calls;
mod repeats;
mod spread;

use crate::case::Case;
use crate::owned::{Fresh, Reusable};
use crate::pace::Pace;
use crate::stopwatch::Stopwatch;

pub use calls::{Batch, Calls};
pub use repeats::{Outputs, Repeats};
pub use spread::{Apart, Spread, Together, on_each_thread};

/// Makes the given number of calls and shows them to the stopwatch.
pub type Routine = Box<dyn FnMut(u64, &mut Stopwatch)>;

/// The context of calls that share nothing beside their input.
pub fn alone() {}

/// A routine in which one input serves every call.
pub fn shared<I: 'static>(input: I, run: fn(&I, Calls<'_>)) -> Routine {
    let mut pace = Pace::new();
    Box::new(move |iterations, stopwatch| {
        let calls = Calls {
            iterations,
            stopwatch,
            pace: &mut pace,
            turn: &mut 0,
        };
        run(&input, calls);
    })
}

/// A routine for parameters that take their input by value or by shared reference.
///
/// Where every value is `Copy` the inputs of the case's pool serve all calls, which is one without
/// `inputs = pool(..)`; otherwise `build` makes one for each, untimed.
pub fn calls<C: 'static, I: Reusable + 'static>(
    case: &Case,
    context: fn() -> C,
    build: fn(&Case, &C) -> I,
    run: fn(&C, &[I], Calls<'_>),
) -> Routine {
    let context = context();
    if I::REUSABLE {
        let inputs = pool(case, &context, build);
        return over(Prepared { inputs, context }, run);
    }
    let mut batches = Batches::new(case, context, build);
    Box::new(move |mut iterations, stopwatch| {
        while let Some(inputs) = batches.next(&mut iterations) {
            let calls = Calls {
                iterations: inputs.len() as u64,
                stopwatch,
                // Not used for a batch: it has its pace, and takes its turns, where it is built.
                pace: &mut Pace::new(),
                turn: &mut 0,
            };
            run(&batches.context, &inputs, calls);
        }
    })
}

/// A routine for parameters of which one is `&mut`: it builds an input for every call.
pub fn exclusive<C: 'static, I: 'static>(
    case: &Case,
    context: fn() -> C,
    build: fn(&Case, &C) -> I,
    run: fn(&C, &mut Batch<I>, &mut Stopwatch),
) -> Routine {
    let mut batches = Batches::new(case, context(), build);
    Box::new(move |mut iterations, stopwatch| {
        while let Some(inputs) = batches.next(&mut iterations) {
            run(&batches.context, &mut Batch { inputs }, stopwatch);
        }
    })
}

/// A routine for `inputs = reuse`: what is behind references is built once and stays as each call leaves it;
/// what is taken by value is cloned for every call, untimed.
pub fn reused<C: 'static, S: 'static, O: Reusable + Fresh + 'static>(
    case: &Case,
    context: fn() -> C,
    build: fn(&Case, &C) -> (S, O),
    run: fn(&C, &mut S, &[O], Repeats<'_>),
) -> Routine {
    let context = context();
    let (state, owned) = build(case, &context);
    let mut prepared = Prepared {
        inputs: (state, [owned]),
        context,
    };
    let mut pace = Pace::new();
    Box::new(move |mut iterations, stopwatch| {
        let Prepared {
            inputs: (state, owned),
            context,
        } = &mut prepared;
        if O::REUSABLE {
            run(
                context,
                state,
                owned,
                Repeats {
                    iterations,
                    stopwatch,
                },
            );
            return;
        }
        while iterations > 0 {
            let length = pace.next(&mut iterations);
            let batch = (0..length).map(|_| owned[0].fresh()).collect::<Vec<_>>();
            let repeats = Repeats {
                iterations: length as u64,
                stopwatch,
            };
            run(context, state, &batch, repeats);
        }
    })
}

/// What `function` makes; generic only so that a closure is called by name.
#[doc(hidden)]
pub fn context<C>(function: fn() -> C) -> C {
    function()
}

/// One call, outside any routine; generic only so that the closure's parameter has a type.
#[doc(hidden)]
pub fn once<T, O>(input: T, call: impl FnOnce(T) -> O) -> O {
    call(input)
}

/// Applies a `check` to the output of a call.
#[doc(hidden)]
pub fn check_of<O: ?Sized>(output: &O, check: impl FnOnce(&O) -> bool) -> bool {
    check(output)
}

/// What all calls of a routine work on. The inputs are dropped first: they may need the context for it.
struct Prepared<C, T> {
    inputs: T,
    context: C,
}

/// As many inputs as the case's pool holds, no two from the same draw.
fn pool<C, I>(case: &Case, context: &C, build: fn(&Case, &C) -> I) -> Vec<I> {
    (0..case.pool())
        .map(|draw| build(&case.with_draw(draw as u64), context))
        .collect()
}

/// A routine in which a few inputs serve every call.
fn over<C: 'static, I: 'static, T: AsRef<[I]> + 'static>(
    mut prepared: Prepared<C, T>,
    run: fn(&C, &[I], Calls<'_>),
) -> Routine {
    let mut pace = Pace::new();
    let mut turn = 0;
    Box::new(move |iterations, stopwatch| {
        let Prepared { inputs, context } = &mut prepared;
        let calls = Calls {
            iterations,
            stopwatch,
            pace: &mut pace,
            turn: &mut turn,
        };
        run(context, T::as_ref(inputs), calls);
    })
}

/// Builds inputs batch by batch.
struct Batches<C, I> {
    case: Case,
    context: C,
    build: fn(&Case, &C) -> I,
    pace: Pace,
    /// Of the next input.
    draw: u64,
}

impl<C, I> Batches<C, I> {
    fn new(case: &Case, context: C, build: fn(&Case, &C) -> I) -> Self {
        Batches {
            case: *case,
            context,
            build,
            pace: Pace::new(),
            draw: 0,
        }
    }

    /// The next inputs for `remaining` calls, which become fewer; `None` when there are none left.
    fn next(&mut self, remaining: &mut u64) -> Option<Vec<I>> {
        if *remaining == 0 {
            return None;
        }
        let length = self.pace.next(remaining);
        let mut inputs = Vec::with_capacity(length);
        inputs.extend((0..length).map(|_| self.input()));
        Some(inputs)
    }

    fn input(&mut self) -> I {
        let input = (self.build)(&self.case.with_draw(self.draw), &self.context);
        self.draw = (self.draw + 1) % self.case.pool() as u64;
        input
    }
}

#[cfg(test)]
mod tests;
