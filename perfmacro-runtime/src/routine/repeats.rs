//! The loop over calls on one state, which each call may change.

use std::hint::black_box;
use std::mem;

use crate::owned::Reusable;
use crate::stopwatch::Stopwatch;

/// Calls to be made on one state.
pub struct Repeats<'a> {
    pub(super) iterations: u64,
    pub(super) stopwatch: &'a mut Stopwatch,
}

/// Where a call on a state leaves its output, which may borrow from the state and so cannot be kept.
pub struct Outputs<'a> {
    stopwatch: &'a mut Stopwatch,
}

impl Repeats<'_> {
    /// Makes them, each with the one value in `owned`, where that is reusable, or else one with each.
    pub fn make<S, O: Reusable>(
        self,
        state: &mut S,
        owned: &[O],
        call: impl Fn(&mut S, &O, &mut Outputs<'_>),
    ) {
        let Repeats {
            iterations,
            stopwatch,
        } = self;
        stopwatch.start();
        let mut outputs = Outputs { stopwatch };
        if O::REUSABLE {
            for _ in 0..iterations {
                call(state, &owned[0], &mut outputs);
            }
        } else {
            for owned in owned {
                call(state, owned, &mut outputs);
            }
        }
        stopwatch.stop();
    }

    /// The same for calls that return futures.
    pub async fn make_awaited<S, O: Reusable>(
        self,
        state: &mut S,
        owned: &[O],
        call: impl AsyncFn(&mut S, &O, &mut Outputs<'_>),
    ) {
        let Repeats {
            iterations,
            stopwatch,
        } = self;
        stopwatch.start();
        let mut outputs = Outputs { stopwatch };
        if O::REUSABLE {
            for _ in 0..iterations {
                call(state, &owned[0], &mut outputs).await;
            }
        } else {
            for owned in owned {
                call(state, owned, &mut outputs).await;
            }
        }
        stopwatch.stop();
    }
}

impl Outputs<'_> {
    /// Takes an output; one that needs dropping is dropped while the stopwatch stands.
    #[inline]
    pub fn take<O>(&mut self, output: O) {
        if mem::needs_drop::<O>() {
            self.stopwatch.stop();
            drop(black_box(output));
            self.stopwatch.start();
        } else {
            black_box(output);
        }
    }
}
