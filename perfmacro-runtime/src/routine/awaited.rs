//! The loops over calls that return futures: the whole loop is one future, so that what runs it is entered
//! once and not once per call.

use std::future::Future;
use std::hint::black_box;
use std::mem;

use super::calls::{self, Batch, Calls};
use crate::owned::Reusable;
use crate::stopwatch::Stopwatch;

impl Calls<'_> {
    /// Makes them on all inputs in turn, where they are reusable, or else one on each, and awaits each before
    /// the next.
    pub async fn make_awaited<'a, I: Reusable, F: Future>(
        self,
        inputs: &'a [I],
        call: impl Fn(&'a I) -> F,
    ) {
        let Calls {
            mut iterations,
            stopwatch,
            pace,
            turn,
        } = self;
        if !I::REUSABLE {
            return await_each(inputs.iter(), stopwatch, call).await;
        }
        let mut turns = Turns {
            inputs,
            next: calls::take_turns(turn, inputs.len(), iterations),
        };
        if mem::needs_drop::<F::Output>() {
            while iterations > 0 {
                let length = pace.next(&mut iterations);
                let mut outputs = Vec::with_capacity(length);
                stopwatch.start();
                for _ in 0..length {
                    outputs.push(call(turns.take()).await);
                }
                stopwatch.stop();
                black_box(&outputs);
            }
            return;
        }
        stopwatch.start();
        for _ in 0..iterations {
            black_box(call(turns.take()).await);
        }
        stopwatch.stop();
    }
}

impl<I> Batch<I> {
    /// Makes one call per input, and awaits each before the next. Inputs and outputs are dropped after the
    /// stopwatch stands.
    pub async fn run_awaited<'a, F: Future>(
        &'a mut self,
        stopwatch: &mut Stopwatch,
        call: impl Fn(&'a mut I) -> F,
    ) {
        await_each(self.inputs.iter_mut(), stopwatch, call).await;
    }
}

async fn await_each<T, F: Future>(
    inputs: impl ExactSizeIterator<Item = T>,
    stopwatch: &mut Stopwatch,
    call: impl Fn(T) -> F,
) {
    let mut outputs = Vec::with_capacity(if mem::needs_drop::<F::Output>() {
        inputs.len()
    } else {
        0
    });
    stopwatch.start();
    for input in inputs {
        let output = black_box(call(input).await);
        if mem::needs_drop::<F::Output>() {
            outputs.push(output);
        }
    }
    stopwatch.stop();
    black_box(&outputs);
}

/// Inputs that serve in turn, without an end to look for.
struct Turns<'a, I> {
    inputs: &'a [I],
    next: usize,
}

impl<'a, I> Turns<'a, I> {
    #[inline]
    fn take(&mut self) -> &'a I {
        let input = &self.inputs[self.next];
        self.next += 1;
        if self.next == self.inputs.len() {
            self.next = 0;
        }
        input
    }
}
