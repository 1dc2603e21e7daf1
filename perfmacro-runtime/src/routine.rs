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

use crate::stopwatch::Stopwatch;

/// Makes the given number of calls and shows them to the stopwatch.
pub type Routine = Box<dyn FnMut(u64, &mut Stopwatch)>;

/// One input that every call reads.
pub struct Shared<I> {
    input: I,
    pace: Pace,
}

impl<I> Shared<I> {
    /// Keeps `input` for all calls.
    pub fn new(input: I) -> Self {
        Shared {
            input,
            pace: Pace::new(),
        }
    }

    /// Makes `iterations` calls.
    ///
    /// Input and output go through [`black_box`], so that no call is merged with another or left out.
    /// Outputs that need dropping are kept until the stopwatch stands.
    pub fn run<'a, O>(
        &'a mut self,
        iterations: u64,
        stopwatch: &mut Stopwatch,
        call: impl Fn(&'a I) -> O,
    ) {
        let input = &self.input;
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
            let length = self.pace.next(&mut remaining);
            let mut outputs = Vec::with_capacity(length);
            stopwatch.start();
            outputs.extend((0..length).map(|_| call(black_box(input))));
            stopwatch.stop();
            black_box(&outputs);
        }
    }
}

/// A fresh input for every call.
pub struct Fresh<F> {
    build: F,
    pace: Pace,
}

impl<I, F: FnMut() -> I> Fresh<F> {
    /// Builds each input with `build`, untimed.
    pub fn new(build: F) -> Self {
        Fresh {
            build,
            pace: Pace::new(),
        }
    }

    /// The inputs for `iterations` calls, batch by batch, each built when it is asked for.
    pub fn batches(&mut self, iterations: u64) -> impl Iterator<Item = Batch<I>> {
        let mut remaining = iterations;
        std::iter::from_fn(move || {
            if remaining == 0 {
                return None;
            }
            let length = self.pace.next(&mut remaining);
            let mut inputs = Vec::with_capacity(length);
            inputs.extend(std::iter::repeat_with(&mut self.build).take(length));
            Some(Batch { inputs })
        })
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
struct Pace {
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
    use std::rc::Rc;

    use super::*;

    #[test]
    fn a_shared_input_serves_the_number_of_calls_asked_for() {
        let calls = Cell::new(0);
        let mut shared = Shared::new(7);
        shared.run(2500, &mut Stopwatch::new(), |input| {
            calls.set(calls.get() + 1);
            *input
        });
        assert_eq!(calls.get(), 2500);
    }

    #[test]
    fn an_output_may_borrow_from_the_input() {
        let mut shared = Shared::new(String::from("a b"));
        shared.run(10, &mut Stopwatch::new(), |input| {
            input.split(' ').collect::<Vec<&str>>()
        });
        let mut fresh = Fresh::new(|| vec![1, 2]);
        for mut batch in fresh.batches(10) {
            batch.run(&mut Stopwatch::new(), |input| {
                input.iter_mut().collect::<Vec<_>>()
            });
        }
    }

    #[test]
    fn every_call_has_an_input_of_its_own_and_all_are_dropped() {
        struct Counted(Rc<Cell<usize>>);
        impl Drop for Counted {
            fn drop(&mut self) {
                self.0.set(self.0.get() + 1);
            }
        }
        let dropped = Rc::new(Cell::new(0));
        let built = Rc::new(Cell::new(0));
        let mut fresh = {
            let (dropped, built) = (Rc::clone(&dropped), Rc::clone(&built));
            Fresh::new(move || {
                built.set(built.get() + 1);
                Slot::new(Counted(Rc::clone(&dropped)))
            })
        };
        for mut batch in fresh.batches(5000) {
            batch.run(&mut Stopwatch::new(), Slot::take);
        }
        assert_eq!((built.get(), dropped.get()), (5000, 5000));
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
