//! Criterion over the cases, and a budget's judgement behind each.

use std::path::Path;
use std::time::{Duration, Instant};

use criterion::measurement::WallTime;
use criterion::{BenchmarkId, Criterion};

use crate::alloc::Allocations;
use crate::case::Case;
use crate::enforce::{self, Judged};
use crate::entry::{Entry, Sampling, SamplingMode};
use crate::family::Family;
use crate::policy::{Enforcement, Policy};
use crate::record::{self, Found, Subject};
use crate::report::Row;
use crate::routine::Routine;
use crate::statistics::{self, Estimate};
use crate::stopwatch::Stopwatch;
use crate::throughput::Throughput;
use crate::time::Picoseconds;

use super::arguments::{Arguments, Mode};
use super::fresh_samples::FreshSamples;
use super::panics;
use super::select::Filter;

type Bencher<'a> = criterion::Bencher<'a, WallTime>;

/// Turns every knob of a `Criterion`, whose builder takes itself by value, or of a group. The knobs are
/// all there, since Criterion's own defaults are the base.
macro_rules! configured {
    (@set $target:ident, $sampling:ident, $set:ident) => {
        $set!($target, sample_size, $sampling.sample_size);
        $set!($target, warm_up_time, $sampling.warm_up_time.map(Picoseconds::as_duration));
        $set!($target, measurement_time, $sampling.measurement_time.map(Picoseconds::as_duration));
        $set!($target, nresamples, $sampling.nresamples);
        $set!($target, confidence_level, $sampling.confidence_level);
        $set!($target, significance_level, $sampling.significance_level);
        $set!($target, noise_threshold, $sampling.noise_threshold);
    };
    ($target:ident, $sampling:expr, by value) => {{
        macro_rules! set {
            ($criterion:ident, $knob:ident, $value:expr) => {
                if let Some(value) = $value {
                    $criterion = $criterion.$knob(value);
                }
            };
        }
        let sampling = $sampling;
        configured!(@set $target, sampling, set);
        $target
    }};
    ($target:ident, $sampling:expr, by reference) => {{
        macro_rules! set {
            ($group:ident, $knob:ident, $value:expr) => {
                if let Some(value) = $value {
                    $group.$knob(value);
                }
            };
        }
        let sampling = $sampling;
        configured!(@set $target, sampling, set);
    }};
}

/// Runs every case that `filter` asks for in the mode of `arguments`; a row each.
pub(super) fn run(
    arguments: &Arguments,
    policy: Policy,
    cases: &[Case],
    filter: &Filter,
    output: Option<&Path>,
) -> Vec<Row> {
    let mut criterion = Criterion::default()
        .configure_from_args()
        .with_benchmark_filter(filter.criterions(cases));
    if let Some(output) = output {
        criterion = criterion.output_directory(output);
    }
    let suite = Suite {
        arguments,
        policy,
        cases,
        filter,
    };
    let mut rows = Vec::new();
    for group in grouped(cases) {
        criterion = suite.run_group(criterion, &group, &mut rows);
    }
    rows.extend(suite.growth());
    panics::set_current_case("");
    criterion.final_summary();
    rows
}

/// The cases by Criterion group, groups in the order of their first case: Criterion draws one summary
/// per group, so a group is opened once. Cases without a throughput come first in theirs: a group that has
/// one cannot be rid of it.
fn grouped(cases: &[Case]) -> Vec<Vec<Case>> {
    let mut groups: Vec<((bool, String), Vec<Case>)> = Vec::new();
    for case in cases {
        // A function may have the name of somebody's group.
        let name = (is_alone(case), group_name(case));
        match groups.iter_mut().find(|(group, _)| *group == name) {
            Some((_, members)) => members.push(*case),
            None => groups.push((name, vec![*case])),
        }
    }
    groups
        .into_iter()
        .map(|(_, mut members)| {
            members.sort_by_key(Case::has_throughput);
            members
        })
        .collect()
}

/// The entries of cases that stand together, each once.
fn entries(cases: &[Case]) -> Vec<&'static Entry> {
    let mut entries = cases.iter().map(Case::entry).collect::<Vec<_>>();
    entries.dedup_by(|a, b| std::ptr::eq(*a, *b));
    entries
}

fn group_name(case: &Case) -> String {
    case.entry().options.group.map_or_else(
        || format!("{}::{}", case.entry().module_path, case.function()),
        str::to_owned,
    )
}

struct Suite<'a> {
    arguments: &'a Arguments,
    policy: Policy,
    cases: &'a [Case],
    filter: &'a Filter,
}

impl Suite<'_> {
    /// Runs the cases of one Criterion group.
    fn run_group(
        &self,
        mut criterion: Criterion,
        cases: &[Case],
        rows: &mut Vec<Row>,
    ) -> Criterion {
        let Some(first) = cases.first() else {
            return criterion;
        };
        if is_alone(first) {
            if self.is_measured(first) {
                criterion = configured!(criterion, self.sampling(first), by value);
            }
            let row = self.run_case(first, None, |name, bench| {
                criterion.bench_function(name, bench);
            });
            rows.extend(row);
            return criterion;
        }
        // Criterion's summary draws the whole group, so that each member needs its throughput, measured now
        // or not. Without any that is measured, none of the user's code runs.
        let is_measured = cases.iter().any(|case| self.is_measured(case));
        let mut group = criterion.benchmark_group(group_name(first));
        for case in cases {
            let throughput = is_measured.then(|| case.throughput()).flatten();
            if is_measured {
                let sampling = self.sampling(case);
                let mode = sampling.sampling_mode.unwrap_or(SamplingMode::Auto);
                group.sampling_mode(criterions_mode(mode));
                configured!(group, sampling, by reference);
            }
            if let Some(throughput) = throughput {
                group.throughput(criterions_throughput(throughput));
            }
            let row = self.run_case(case, throughput, |_, bench| {
                match (case.entry().options.group, case.label()) {
                    (Some(_), None) => group.bench_function(case.function(), bench),
                    (Some(_), Some(label)) => {
                        group.bench_function(BenchmarkId::new(case.function(), label), bench)
                    }
                    (None, label) => group.bench_function(
                        BenchmarkId::from_parameter(label.unwrap_or_default()),
                        bench,
                    ),
                };
            });
            rows.extend(row);
        }
        group.finish();
        criterion
    }

    /// Hands one case to Criterion by `bench`; its row, where it was measured.
    fn run_case(
        &self,
        case: &Case,
        throughput: Option<Throughput>,
        bench: impl FnOnce(&str, &mut dyn FnMut(&mut Bencher<'_>)),
    ) -> Option<Row> {
        let name = case.to_string();
        panics::set_current_case(&name);
        let began = Instant::now();
        let measurement_time = self.sampling(case).measurement_time;
        let mut fresh = self
            .is_measured(case)
            .then(|| FreshSamples::new(case, self.arguments, self.policy, measurement_time));
        if let Some(fresh) = &mut fresh {
            fresh.take();
        }
        // Before Criterion's clock runs: it would take the building of the input for warm-up.
        let is_started = self.filter.matches(case) && !self.arguments.loads_baseline;
        let mut recorder = Recorder {
            routine: is_started.then(|| case.start()),
            samples: Vec::new(),
        };
        bench(&name, &mut |bencher| {
            bencher.iter_custom(|iterations| recorder.sample(iterations));
        });
        let mut fresh = fresh?;
        fresh.take();
        let samples = recorder.counted(self.sample_count(case));
        let estimate = statistics::median(samples);
        let row = Row {
            location: case.entry().location,
            estimate,
            throughput,
            allocations: allocations(case, estimate),
            judged: self.judged(case),
            case: name,
        };
        // Nothing was measured of a stored baseline.
        if is_started {
            record::record(&Found {
                elapsed: began.elapsed(),
                estimate,
                samples,
                fresh_samples: &fresh.processes,
                throughput,
                allocations: row.allocations,
                ..Found::of_case(case, &row.case, self.policy, &row.judged)
            });
        }
        Some(row)
    }

    fn is_measured(&self, case: &Case) -> bool {
        self.arguments.mode == Mode::Benchmark && self.filter.matches(case)
    }

    /// The judgements on the case's budgets, which were checked before anything ran.
    fn judged(&self, case: &Case) -> Vec<Judged> {
        if self.policy.enforcement == Enforcement::Off {
            return Vec::new();
        }
        let judged = if self.arguments.loads_baseline {
            enforce::unmeasured(case, self.policy)
        } else {
            let companions = || self.companions();
            enforce::judge(case, self.judging(&companions))
        };
        judged.unwrap_or_default()
    }

    /// How functions grow whose cases are all measured, a row each.
    fn growth(&self) -> Vec<Row> {
        if self.policy.enforcement == Enforcement::Off || self.arguments.loads_baseline {
            return Vec::new();
        }
        let companions = || self.companions();
        let mut rows = Vec::new();
        for entry in entries(self.cases) {
            let Some(class) = enforce::class(entry) else {
                continue;
            };
            for family in Family::all(entry) {
                if !family.cases().iter().all(|case| self.is_measured(case)) {
                    continue;
                }
                panics::set_current_case(&family.to_string());
                let began = Instant::now();
                let judged = enforce::judge_growth(&family, class, self.judging(&companions));
                let row = Row {
                    case: family.to_string(),
                    location: entry.location,
                    estimate: None,
                    throughput: None,
                    allocations: None,
                    judged: judged.map(Judged::Growth).into_iter().collect(),
                };
                let first = &family.cases()[0];
                record::record(&Found {
                    subject: Subject::Family,
                    elapsed: began.elapsed(),
                    ..Found::of_case(first, &row.case, self.policy, &row.judged)
                });
                rows.push(row);
            }
        }
        rows
    }

    fn companions(&self) -> Vec<Case> {
        self.cases
            .iter()
            .filter(|case| self.is_measured(case))
            .copied()
            .collect()
    }

    fn judging<'b>(&self, companions: &'b dyn Fn() -> Vec<Case>) -> enforce::Run<'b> {
        enforce::Run {
            // This executable comes to the case by what is in its environment.
            arguments: &[],
            policy: self.policy,
            companions,
        }
    }

    /// The knobs that hold for `case`: the command line's over the attribute's over Criterion's.
    fn sampling(&self, case: &Case) -> Sampling {
        let Sampling { sampling_mode, .. } = case.entry().options.sampling;
        let sampling = self
            .arguments
            .sampling
            .over(case.entry().options.sampling)
            .over(CRITERIONS_DEFAULTS);
        Sampling {
            sampling_mode,
            ..sampling
        }
    }

    /// How many of the last calls of a routine are Criterion's samples; those before them are warm-up.
    fn sample_count(&self, case: &Case) -> usize {
        if self.arguments.quick {
            2
        } else {
            self.sampling(case).sample_size.unwrap_or_default()
        }
    }
}

/// What a call of the case allocates, by calls of their own behind those that are timed; `None` where nothing
/// counts, where the calls are other threads', and where they take long.
fn allocations(case: &Case, estimate: Option<Estimate>) -> Option<Allocations> {
    const LONGEST: Duration = Duration::from_millis(100);
    #[cfg(feature = "counting")]
    if estimate.is_some_and(|estimate| estimate.value.as_duration() <= LONGEST) {
        use crate::alloc::{self, Scope};
        let measured = alloc::measure(&mut case.start(), case.pool(), Scope::Thread);
        return measured.ok().map(|measured| measured.steady);
    }
    let _ = (case, estimate, LONGEST);
    None
}

/// A case as Criterion calls it, and what it measured.
struct Recorder {
    /// `None` for a case that Criterion does not call.
    routine: Option<Routine>,
    samples: Vec<Picoseconds>,
}

impl Recorder {
    fn sample(&mut self, iterations: u64) -> Duration {
        let routine = self
            .routine
            .as_mut()
            .expect("Criterion calls the cases that the filter matches");
        let mut stopwatch = Stopwatch::new();
        routine(iterations, &mut stopwatch);
        let elapsed = stopwatch.elapsed();
        self.samples
            .push(Picoseconds::from_duration(elapsed).per_iteration(iterations));
        elapsed
    }

    /// The last `samples` of them.
    fn counted(&self, samples: usize) -> &[Picoseconds] {
        let first = self.samples.len().saturating_sub(samples);
        &self.samples[first..]
    }
}

/// Criterion's documented defaults: what a knob goes back to after a case that turned it.
const CRITERIONS_DEFAULTS: Sampling = Sampling {
    sample_size: Some(100),
    warm_up_time: Some(Picoseconds::new(3_000_000_000_000)),
    measurement_time: Some(Picoseconds::new(5_000_000_000_000)),
    nresamples: Some(100_000),
    confidence_level: Some(0.95),
    significance_level: Some(0.05),
    noise_threshold: Some(0.01),
    sampling_mode: None,
};

/// Whether the case is a benchmark outside any group: Criterion then names it without a slash.
fn is_alone(case: &Case) -> bool {
    case.entry().options.group.is_none() && case.label().is_none()
}

fn criterions_mode(mode: SamplingMode) -> criterion::SamplingMode {
    match mode {
        SamplingMode::Auto => criterion::SamplingMode::Auto,
        SamplingMode::Linear => criterion::SamplingMode::Linear,
        SamplingMode::Flat => criterion::SamplingMode::Flat,
    }
}

fn criterions_throughput(throughput: Throughput) -> criterion::Throughput {
    match throughput {
        Throughput::Bytes(bytes) => criterion::Throughput::Bytes(bytes),
        Throughput::Elements(elements) => criterion::Throughput::Elements(elements),
    }
}
