//! What was found of a case, or of a family of cases, in a record.

use std::time::Duration;

use super::amount::finite;
use super::budget::{BudgetResult, Unit, counted};
use super::environment::Command;
use crate::alloc::Allocations;
use crate::budget::Counter;
use crate::case::Case;
use crate::enforce::Judged;
use crate::instructions::Simulated;
use crate::policy::{Enforcement, Policy};
use crate::statistics::Estimate;
use crate::throughput::Throughput;
use crate::time::Picoseconds;

record! {
    /// What a test or a suite found of a case, or of all sizes of a function together.
    pub struct CaseResult {
        /// The run.
        pub run: String,
        /// The `id` of the environment it was found in.
        pub environment: String,
        /// When it was found, in milliseconds since 1970.
        pub unix_time_ms: u64,
        /// What judging took, in microseconds; in a suite, measuring with it.
        pub elapsed_us: u64,
        /// What it is of.
        pub subject: Subject,
        /// The name: `my_crate::sort::<u64>/1000/threads=4`. A family's has no size.
        pub case: String,
        /// What tells the function from every other: `my_crate::sort`.
        pub entry: String,
        /// The Cargo package, where Cargo built it.
        pub package: Option<String>,
        /// The crate.
        pub crate_name: String,
        /// The size, where the attribute has some and this is of one.
        pub size: Option<u64>,
        /// The name of the argument it ran with.
        pub argument: Option<String>,
        /// The types and constants, as they are written: `u64, 8`.
        pub generics: Option<String>,
        /// On how many threads it ran at once, where the attribute says.
        pub threads: Option<u64>,
        /// The test, by libtest's name.
        pub test: Option<String>,
        /// Where the attribute stands.
        pub location: Place,
        /// Whether the crate was compiled with optimisation.
        pub optimized: bool,
        /// `auto` or `strict`.
        pub enforce: String,
        /// What every limit on time was multiplied by, where that is not one.
        pub scale: Option<f64>,
        /// The fault that was put into every call: no figure here is the function's.
        pub inject: Option<String>,
        /// The median time of a call, of a suite's samples.
        pub estimate: Option<TimeEstimate>,
        /// Up to a hundred of those samples, in their order: the time of a call in picoseconds.
        pub samples_ps: Option<Vec<u64>>,
        /// Samples of fresh processes, a list of each: what one process is measured at has its own layout in it.
        pub fresh_samples_ps: Option<Vec<Vec<u64>>>,
        /// What one call processes.
        pub throughput: Option<ThroughputResult>,
        /// What was counted of one call.
        pub counts: Option<Counts>,
        /// Why nothing was judged: a `check` that refuses the result, a budget that means nothing.
        pub problem: Option<String>,
        /// The budgets, in the order they are declared.
        pub budgets: Vec<BudgetResult>,
    }
}

record! {
    /// A place in the source.
    pub struct Place {
        /// The path as the compiler was given it, usually relative to the workspace.
        pub file: String,
        /// From 1.
        pub line: u32,
        /// From 1.
        pub column: u32,
    }
}

record! {
    /// A median and where the true one lies, in picoseconds per call.
    pub struct TimeEstimate {
        /// The median.
        pub median_ps: u64,
        /// Lower end of the interval.
        pub lower_ps: u64,
        /// Upper end.
        pub upper_ps: u64,
        /// The chance that the interval holds the true median.
        pub confidence: f64,
        /// Of how many samples it is.
        pub observations: u64,
    }
}

record! {
    /// What one call processes.
    pub struct ThroughputResult {
        /// `bytes` or `elements`.
        pub unit: Unit,
        /// How many.
        pub amount: u64,
    }
}

record! {
    /// What was counted of one call.
    pub struct Counts {
        /// Blocks of memory that are asked for.
        pub allocs: Option<u64>,
        /// Bytes that are asked for.
        pub alloc_bytes: Option<u64>,
        /// The most bytes that are live at once.
        pub peak: Option<u64>,
        /// Bytes that nobody frees.
        pub leaked: Option<u64>,
        /// Instructions.
        pub instructions: Option<u64>,
        /// What a simulated machine does for them.
        pub simulated: Option<SimulatedCounts>,
    }
}

record! {
    /// What a machine does that has 32 KiB of each first-level cache and 8 MiB of last level.
    pub struct SimulatedCounts {
        /// Reads and writes of data.
        pub accesses: u64,
        /// Of those and of reads of instructions, what a first-level cache does not hold.
        pub l1_misses: u64,
        /// Of those, what the last-level cache does not hold.
        pub last_level_misses: u64,
        /// Conditional branches, and jumps to where a register says.
        pub branches: u64,
        /// Of those, what is not predicted.
        pub mispredicted: u64,
    }
}

words! {
    /// What a result is of.
    pub enum Subject {
        /// One case.
        Case = "case",
        /// Cases that differ by their size alone, together.
        Family = "family",
    }
}

/// How many samples are recorded of a case.
const SAMPLES: usize = 100;

/// What was found, as values.
pub struct Found<'a> {
    /// What it is of.
    pub subject: Subject,
    /// The case, or any of the family's.
    pub case: &'a Case,
    /// The name of what it is of.
    pub name: &'a str,
    /// How it was judged.
    pub policy: Policy,
    /// The test's own name; `None` in a suite.
    pub test: Option<&'a str>,
    /// What finding it took.
    pub elapsed: Duration,
    /// Of a suite's samples.
    pub estimate: Option<Estimate>,
    /// Those samples.
    pub samples: &'a [Picoseconds],
    /// Those of fresh processes.
    pub fresh_samples: &'a [Vec<Picoseconds>],
    /// What one call processes, in a suite.
    pub throughput: Option<Throughput>,
    /// What one call allocates, where a suite counted it.
    pub allocations: Option<Allocations>,
    /// The budgets and what came of them.
    pub judged: &'a [Judged],
    /// Why nothing was judged.
    pub problem: Option<String>,
}

/// Where and when it was found.
pub struct Stamp<'a> {
    /// The run.
    pub run: &'a str,
    /// The id of the environment.
    pub environment: &'a str,
    /// The time, in milliseconds since 1970.
    pub unix_time_ms: u64,
    /// Whether the crate was compiled with optimisation.
    pub is_optimized: bool,
}

impl<'a> Found<'a> {
    /// Nothing but judgements, which a test found of a case.
    #[must_use]
    pub fn of_case(case: &'a Case, name: &'a str, policy: Policy, judged: &'a [Judged]) -> Self {
        Found {
            subject: Subject::Case,
            case,
            name,
            policy,
            test: None,
            elapsed: Duration::ZERO,
            estimate: None,
            samples: &[],
            fresh_samples: &[],
            throughput: None,
            allocations: None,
            judged,
            problem: None,
        }
    }

    /// What found it.
    #[must_use]
    pub fn command(&self) -> Command {
        if self.test.is_some() {
            Command::Test
        } else {
            Command::Bench
        }
    }
}

impl CaseResult {
    /// The record of what was found.
    #[must_use]
    pub fn new(found: &Found<'_>, stamp: &Stamp<'_>) -> CaseResult {
        let case = found.case;
        let entry = case.entry();
        let named = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let has_scale = (found.policy.scale - 1.0).abs() > f64::EPSILON;
        CaseResult {
            run: stamp.run.to_owned(),
            environment: stamp.environment.to_owned(),
            unix_time_ms: stamp.unix_time_ms,
            elapsed_us: u64::try_from(found.elapsed.as_micros()).unwrap_or(u64::MAX),
            subject: found.subject,
            case: found.name.to_owned(),
            entry: entry.identity(),
            package: entry.package.map(str::to_owned),
            crate_name: entry.crate_name().to_owned(),
            size: case
                .declared_size()
                .filter(|_| found.subject == Subject::Case)
                .map(|size| size as u64),
            argument: named(case.argument()),
            generics: named(case.generics()),
            threads: case.declared_threads().map(|threads| threads as u64),
            test: found.test.map(|test| entry.test_path(test)),
            location: Place {
                file: entry.location.file.to_owned(),
                line: entry.location.line,
                column: entry.location.column,
            },
            optimized: stamp.is_optimized,
            enforce: match found.policy.enforcement {
                Enforcement::Auto => "auto",
                Enforcement::Strict => "strict",
                Enforcement::Off => "off",
            }
            .to_owned(),
            scale: Some(found.policy.scale).filter(|_| has_scale),
            inject: found.policy.fault.map(|fault| fault.name().to_owned()),
            estimate: found.estimate.and_then(estimate),
            samples_ps: samples(found.samples),
            fresh_samples_ps: fresh_samples(found.fresh_samples),
            throughput: found.throughput.map(|throughput| ThroughputResult {
                unit: counted(throughput.counted()),
                amount: throughput.amount(),
            }),
            counts: counts(found),
            problem: found.problem.clone(),
            budgets: found.judged.iter().map(BudgetResult::of).collect(),
        }
    }
}

fn estimate(estimate: Estimate) -> Option<TimeEstimate> {
    Some(TimeEstimate {
        median_ps: estimate.value.count(),
        lower_ps: estimate.lower.count(),
        upper_ps: estimate.upper.count(),
        confidence: finite(estimate.confidence)?,
        observations: estimate.observations as u64,
    })
}

/// Of more than can be drawn, as many, evenly spread.
fn samples(samples: &[Picoseconds]) -> Option<Vec<u64>> {
    let count = samples.len().min(SAMPLES);
    let spread = (0..count).map(|index| samples[index * samples.len() / count].count());
    (count > 0).then(|| spread.collect())
}

/// Of each process that took any.
fn fresh_samples(processes: &[Vec<Picoseconds>]) -> Option<Vec<Vec<u64>>> {
    let processes = processes.iter().filter_map(|process| samples(process));
    let processes = processes.collect::<Vec<_>>();
    (!processes.is_empty()).then_some(processes)
}

/// What a suite counted, and what the budgets are on; `None` where nothing was counted.
fn counts(found: &Found<'_>) -> Option<Counts> {
    let suites = found.allocations;
    let mut counts = Counts {
        allocs: suites.map(|found| found.count),
        alloc_bytes: suites.map(|found| found.bytes),
        peak: suites.map(|found| found.peak),
        leaked: suites.map(|found| found.leaked),
        instructions: None,
        simulated: None,
    };
    for judged in found.judged {
        let Judged::Count { budget, judgement } = judged else {
            continue;
        };
        let Some(figure) = judgement.figure else {
            continue;
        };
        let field = match budget.counter {
            Counter::Allocs => &mut counts.allocs,
            Counter::AllocBytes => &mut counts.alloc_bytes,
            Counter::Peak => &mut counts.peak,
            Counter::Leaked => &mut counts.leaked,
            Counter::Instructions => &mut counts.instructions,
        };
        *field = Some(figure);
        counts.simulated = judgement.simulated.map(simulated).or(counts.simulated);
    }
    let figures = [
        counts.allocs,
        counts.alloc_bytes,
        counts.peak,
        counts.leaked,
        counts.instructions,
    ];
    figures.iter().any(Option::is_some).then_some(counts)
}

fn simulated(simulated: Simulated) -> SimulatedCounts {
    let Simulated {
        accesses,
        l1_misses,
        last_level_misses,
        branches,
        mispredicted,
    } = simulated;
    SimulatedCounts {
        accesses,
        l1_misses,
        last_level_misses,
        branches,
        mispredicted,
    }
}

#[cfg(test)]
pub(super) mod tests;
