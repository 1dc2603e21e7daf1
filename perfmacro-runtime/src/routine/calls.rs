//! The loops over calls, each on an input that is lent or taken.

use std::hint::black_box;
use std::mem;

use crate::owned::Reusable;
use crate::pace::Pace;
use crate::stopwatch::Stopwatch;

/// Calls to be made on inputs that are lent, or taken by value.
pub struct Calls<'a> {
    pub(super) iterations: u64,
    pub(super) stopwatch: &'a mut Stopwatch,
    pub(super) pace: &'a mut Pace,
    /// Which of several inputs the next call is on.
    pub(super) turn: &'a mut usize,
}

impl Calls<'_> {
    /// Makes them on one input.
    ///
    /// The generated call puts each argument through [`black_box`], and the loop its output, so that no call is
    /// merged with another or left out. The argument and not the place of all inputs: what is taken by value
    /// would else be read from there anew, at the end of a chain of loads that no caller has. Outputs that need dropping are kept until the stopwatch stands.
    pub fn make<'a, I, O>(self, input: &'a I, call: impl Fn(&'a I) -> O) {
        let Calls {
            mut iterations,
            stopwatch,
            pace,
            turn: _,
        } = self;
        if mem::needs_drop::<O>() {
            while iterations > 0 {
                let length = pace.next(&mut iterations);
                keep(length, stopwatch, || call(input));
            }
            return;
        }
        stopwatch.start();
        for _ in 0..iterations {
            black_box(call(input));
        }
        stopwatch.stop();
    }

    /// Makes them on the one input there is, where it is reusable, or else one on each.
    pub fn make_each<'a, I: Reusable, O>(self, inputs: &'a [I], call: impl Fn(&'a I) -> O) {
        if I::REUSABLE {
            return self.make(&inputs[0], call);
        }
        call_each(inputs.iter(), self.stopwatch, call);
    }

    /// Makes them on all inputs in turn, where they are reusable, or else one on each. The turn goes on where
    /// the calls before left it: who asks for one call at a time comes to all inputs.
    pub fn make_pooled<'a, I: Reusable, O>(self, inputs: &'a [I], call: impl Fn(&'a I) -> O) {
        if !I::REUSABLE {
            return call_each(inputs.iter(), self.stopwatch, call);
        }
        let Calls {
            mut iterations,
            stopwatch,
            pace,
            turn,
        } = self;
        let mut round = &inputs[take_turns(turn, inputs.len(), iterations)..];
        if mem::needs_drop::<O>() {
            let mut turns = round.iter().chain(inputs.iter().cycle());
            while iterations > 0 {
                let length = pace.next(&mut iterations);
                keep(length, stopwatch, || turns.next().map(&call));
            }
            return;
        }
        // Whole rounds first: an iterator that cycles looks for its end at every call.
        stopwatch.start();
        while iterations >= round.len() as u64 {
            iterations -= round.len() as u64;
            for input in round {
                black_box(call(input));
            }
            round = inputs;
        }
        for (input, _) in round.iter().zip(0..iterations) {
            black_box(call(input));
        }
        stopwatch.stop();
    }
}

/// Whose turn it is among so many inputs; behind so many calls it is another's.
pub(super) fn take_turns(turn: &mut usize, inputs: usize, calls: u64) -> usize {
    let now = *turn;
    let passed = usize::try_from(calls % inputs as u64).unwrap_or_default();
    *turn = (now + passed) % inputs;
    now
}

/// Inputs of which each serves one call.
pub struct Batch<I> {
    pub(super) inputs: Vec<I>,
}

impl<I> Batch<I> {
    /// Makes one call per input. Inputs and outputs are dropped after the stopwatch stands.
    pub fn run<'a, O>(&'a mut self, stopwatch: &mut Stopwatch, call: impl Fn(&'a mut I) -> O) {
        call_each(self.inputs.iter_mut(), stopwatch, call);
    }
}

/// Makes one call per input, and keeps outputs that need dropping until the stopwatch stands.
fn call_each<T, O>(
    mut inputs: impl ExactSizeIterator<Item = T>,
    stopwatch: &mut Stopwatch,
    call: impl Fn(T) -> O,
) {
    if mem::needs_drop::<O>() {
        return keep(inputs.len(), stopwatch, || inputs.next().map(&call));
    }
    stopwatch.start();
    for input in inputs {
        black_box(call(input));
    }
    stopwatch.stop();
}

/// Makes `length` calls and drops their outputs after the stopwatch stands.
fn keep<O>(length: usize, stopwatch: &mut Stopwatch, mut call: impl FnMut() -> O) {
    let mut outputs = Vec::with_capacity(length);
    stopwatch.start();
    outputs.extend((0..length).map(|_| call()));
    stopwatch.stop();
    black_box(&outputs);
}
