//! One function in both loops, alternately, in one run of Criterion.
//!
//! Input: a function. Output: for each of Criterion's samples, what a call took in either loop. The loop by
//! hand is Criterion's own code; the generated one is run by `iter_custom`, as `perfmacro::main!` does it.
//! Both run in every sample with the same number of calls, so that what disturbs the machine disturbs both;
//! which of them is first changes from sample to sample.

use std::cell::Cell;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use criterion::{Bencher, BenchmarkGroup, Criterion, SamplingMode};
use perfmacro_runtime::{Routine, Stopwatch};

use crate::clock::Clock;
use crate::functions::Function;

/// What a call took in the two loops of one sample, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pair {
    pub(crate) by_hand: f64,
    pub(crate) generated: f64,
}

/// Criterion, and what its clock showed last.
pub(crate) struct Contest {
    criterion: Criterion<Clock>,
    last: Rc<Cell<Duration>>,
    samples: usize,
}

impl Contest {
    /// How long one loop runs in a sample: shorter than what a busy machine lets a thread run at a time.
    const SAMPLE: Duration = Duration::from_millis(1);

    /// A contest of so many samples a run; Criterion's files go to `directory`.
    pub(crate) fn new(samples: usize, directory: &Path) -> Self {
        let last = Rc::default();
        let criterion = Criterion::default()
            .with_measurement(Clock::new(Rc::clone(&last)))
            .output_directory(directory)
            .without_plots()
            // Its analysis is not what is looked at.
            .nresamples(1001);
        Contest {
            criterion,
            last,
            samples,
        }
    }

    /// Runs both loops.
    pub(crate) fn run(&mut self, function: &Function) -> Vec<Pair> {
        let mut group = self.criterion.benchmark_group("both loops in turn");
        configure(&mut group, self.samples);
        let mut sample = Sample {
            routine: function.case().start(),
            by_hand: function.by_hand,
            last: &self.last,
            is_hand_first: false,
        };
        let mut pairs = Vec::new();
        group.bench_function(function.signature, |bencher| {
            pairs.push(sample.take(bencher));
        });
        group.finish();
        // Those before are the warm-up.
        pairs.split_off(pairs.len().saturating_sub(self.samples))
    }
}

fn configure(group: &mut BenchmarkGroup<'_, Clock>, samples: usize) {
    let samples_u32 = u32::try_from(samples).unwrap_or(u32::MAX);
    group
        .sample_size(samples)
        .sampling_mode(SamplingMode::Flat)
        .warm_up_time(Duration::from_millis(20))
        .measurement_time(Contest::SAMPLE * samples_u32);
}

/// How a sample is taken.
struct Sample<'a> {
    routine: Routine,
    by_hand: fn(&mut Bencher<'_, Clock>),
    last: &'a Cell<Duration>,
    is_hand_first: bool,
}

impl Sample<'_> {
    fn take(&mut self, bencher: &mut Bencher<'_, Clock>) -> Pair {
        self.is_hand_first = !self.is_hand_first;
        let (by_hand, (iterations, generated));
        if self.is_hand_first {
            by_hand = self.by_hand(bencher);
            (iterations, generated) = self.generated(bencher);
        } else {
            (iterations, generated) = self.generated(bencher);
            by_hand = self.by_hand(bencher);
        }
        #[expect(clippy::cast_precision_loss, reason = "no sample has 2^52 calls")]
        let per_call = |elapsed: Duration| elapsed.as_secs_f64() * 1e9 / iterations as f64;
        Pair {
            by_hand: per_call(by_hand),
            generated: per_call(generated),
        }
    }

    fn by_hand(&self, bencher: &mut Bencher<'_, Clock>) -> Duration {
        (self.by_hand)(bencher);
        self.last.get()
    }

    /// How many calls Criterion asks for, and what they took.
    fn generated(&mut self, bencher: &mut Bencher<'_, Clock>) -> (u64, Duration) {
        let mut seen = (0, Duration::ZERO);
        bencher.iter_custom(|iterations| {
            let mut stopwatch = Stopwatch::new();
            (self.routine)(iterations, &mut stopwatch);
            seen = (iterations, stopwatch.elapsed());
            seen.1
        });
        seen
    }
}
