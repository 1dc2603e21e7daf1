//! The runnable form of a case, and the two loops that generated code builds it from.
//!
//! A routine makes the number of calls it is asked for and lets a [`Stopwatch`] see the calls and nothing
//! else: inputs are built before it starts, outputs are dropped after it stops. What the stopwatch
//! measures is its own affair, so a new kind of measurement needs no new routine.
//!
//! Inputs and outputs that live in memory are built and dropped in batches, because a stopwatch around
//! every single call would cost more than a short call. A batch is as long as [`Pace`] lets it be: long
//! enough that the stopwatch does not count, short enough that neither memory nor caches fill up.

use std::hint::black_box;
use std::mem;
use std::time::{Duration, Instant};

use crate::case::Case;
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

/// A routine that builds an input for every call.
///
/// `build` makes one input, untimed; `run` is the generated loop, by [`Batch::run`].
pub fn fresh<I: 'static>(
    case: &Case,
    build: fn(&Case) -> I,
    run: fn(&mut Batch<I>, &mut Stopwatch),
) -> Routine {
    let case = *case;
    let mut pace = Pace::new();
    Box::new(move |iterations, stopwatch| {
        let mut remaining = iterations;
        while remaining > 0 {
            let length = pace.next(&mut remaining);
            let mut inputs = Vec::with_capacity(length);
            inputs.extend((0..length).map(|_| build(&case)));
            run(&mut Batch { inputs }, stopwatch);
        }
    })
}

/// Calls to be made on one shared input.
pub struct Calls<'a> {
    iterations: u64,
    stopwatch: &'a mut Stopwatch,
    pace: &'a mut Pace,
}

impl Calls<'_> {
    /// Makes them.
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
}

/// Inputs of which each serves one call.
pub struct Batch<I> {
    inputs: Vec<I>,
}

impl<I> Batch<I> {
    /// Makes one call per input. Inputs and outputs are dropped after the stopwatch stands.
    pub fn run<'a, O>(&'a mut self, stopwatch: &mut Stopwatch, call: impl Fn(&'a mut I) -> O) {
        if mem::needs_drop::<O>() {
            let mut outputs = Vec::with_capacity(self.inputs.len());
            stopwatch.start();
            outputs.extend(self.inputs.iter_mut().map(|input| call(black_box(input))));
            stopwatch.stop();
            black_box(&outputs);
        } else {
            stopwatch.start();
            for input in &mut self.inputs {
                black_box(call(black_box(input)));
            }
            stopwatch.stop();
        }
    }
}

/// An owned input, until its call takes it.
pub struct Slot<T>(Option<T>);

impl<T> Slot<T> {
    /// A slot that holds `input`.
    pub fn new(input: T) -> Self {
        Slot(Some(input))
    }

    /// The input.
    ///
    /// # Panics
    ///
    /// Where it was taken before: a batch makes one call per input.
    #[inline]
    pub fn take(&mut self) -> T {
        self.0.take().expect("a batch makes one call per input")
    }
}

/// How long batches are.
///
/// The length doubles while a batch, its building and dropping included, stays under 50 µs, and halves
/// past 200 µs: what a call allocates is then bounded by what can be filled in that time.
pub(crate) struct Pace {
    length: usize,
    began: Option<Instant>,
}

impl Pace {
    const LONGEST: usize = 1024;
    const SHORT: Duration = Duration::from_micros(50);
    const LONG: Duration = Duration::from_micros(200);

    fn new() -> Self {
        Pace {
            length: 1,
            began: None,
        }
    }

    /// Ends the batch before, and takes the length of the next out of `remaining`.
    fn next(&mut self, remaining: &mut u64) -> usize {
        let now = Instant::now();
        if let Some(began) = self.began.replace(now) {
            self.length = Self::adjusted(self.length, now - began);
        }
        let length = usize::try_from(*remaining)
            .unwrap_or(usize::MAX)
            .min(self.length);
        *remaining -= length as u64;
        if *remaining == 0 {
            // The time until the routine is called again is nobody's batch.
            self.began = None;
        }
        length
    }

    fn adjusted(length: usize, took: Duration) -> usize {
        if took < Self::SHORT {
            (length * 2).min(Self::LONGEST)
        } else if took > Self::LONG {
            (length / 2).max(1)
        } else {
            length
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::entry::{Entry, Location, Options};

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
        let mut references = fresh(
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
        let mut routine = fresh(
            &case(),
            |_| {
                BUILT.set(BUILT.get() + 1);
                Slot::new(Counted)
            },
            |batch, stopwatch| batch.run(stopwatch, Slot::take),
        );
        routine(5000, &mut Stopwatch::new());
        assert_eq!((BUILT.get(), DROPPED.get()), (5000, 5000));
    }

    #[test]
    fn a_batch_grows_while_it_is_short_and_shrinks_when_it_is_long() {
        assert_eq!(Pace::adjusted(8, Duration::from_micros(1)), 16);
        assert_eq!(Pace::adjusted(1024, Duration::from_micros(1)), 1024);
        assert_eq!(Pace::adjusted(8, Duration::from_micros(100)), 8);
        assert_eq!(Pace::adjusted(8, Duration::from_millis(1)), 4);
        assert_eq!(Pace::adjusted(1, Duration::from_secs(1)), 1);
    }

    #[test]
    fn the_time_between_two_runs_is_no_batch() {
        let mut pace = Pace::new();
        let mut remaining = 1;
        assert_eq!(pace.next(&mut remaining), 1);
        assert_eq!((remaining, pace.began), (0, None));
    }
}
