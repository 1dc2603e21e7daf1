//! How long a verdict takes, and how often it is wrong, for budgets that hold.
//!
//! Usage: `verdicts [--short] [--busy THREADS]`. Each row is one function, judged many times against a
//! budget with the stated headroom; with `--busy` that many threads spin beside it. Absolute times are
//! this machine's: compare the rows of one run.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that prints"
)]

mod load;
mod workload;

use std::env;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use perfmacro_runtime::Picoseconds;
use perfmacro_runtime::measure::RoutineSampler;
use perfmacro_runtime::verdict::{Judgement, Sampler as _, Verdict, judge};

use crate::load::Load;
use crate::workload::Workload;

/// How many times each budget is judged.
const VERDICTS: usize = 500;
const VERDICTS_SHORT: usize = 20;

/// The share of the budget that the function leaves.
const HEADROOMS: [f64; 3] = [0.05, 0.10, 0.50];

fn main() -> ExitCode {
    let Some((is_short, busy)) = arguments() else {
        eprintln!("usage: verdicts [--short] [--busy THREADS]");
        return ExitCode::from(2);
    };
    let verdicts = if is_short { VERDICTS_SHORT } else { VERDICTS };
    let cores = thread::available_parallelism().map_or(0, Into::into);
    println!("{verdicts} verdicts a row, {busy} busy threads beside them, {cores} cores\n");
    println!(
        "| function | per call | headroom | median to a verdict | 90 % within | PASS | FAIL | other |"
    );
    println!("| --- | --: | --: | --: | --: | --: | --: | --: |");
    let mut false_failures = 0;
    for workload in Workload::all() {
        let call = workload.quiet_time();
        for headroom in HEADROOMS {
            let row = Row::measure(&workload, call, headroom, verdicts, busy);
            println!("{}", row.markdown(&workload, call, headroom));
            false_failures += row.fail;
        }
    }
    println!("\nfalse failures: {false_failures}");
    ExitCode::SUCCESS
}

/// `--short` and the number behind `--busy`; `None` for anything else.
fn arguments() -> Option<(bool, usize)> {
    let mut is_short = false;
    let mut busy = 0;
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--short" => is_short = true,
            "--busy" => busy = arguments.next()?.parse().ok()?,
            _ => return None,
        }
    }
    Some((is_short, busy))
}

/// The verdicts on one function at one headroom.
struct Row {
    times: Vec<Duration>,
    pass: usize,
    fail: usize,
    other: usize,
}

impl Row {
    fn measure(
        workload: &Workload,
        call: Picoseconds,
        headroom: f64,
        verdicts: usize,
        busy: usize,
    ) -> Row {
        let budget = call.scaled(1.0 / (1.0 - headroom));
        let load = Load::start(busy);
        let mut row = Row {
            times: Vec::new(),
            pass: 0,
            fail: 0,
            other: 0,
        };
        for _ in 0..verdicts {
            let (time, judgement) = judged(workload, budget);
            row.times.push(time);
            match judgement.verdict {
                Verdict::Pass => row.pass += 1,
                Verdict::Fail => row.fail += 1,
                Verdict::Inconclusive(_) | Verdict::NotEnforced(_) => row.other += 1,
            }
        }
        load.stop();
        row.times.sort_unstable();
        row
    }

    fn markdown(&self, workload: &Workload, call: Picoseconds, headroom: f64) -> String {
        let at = |share: usize| {
            Picoseconds::from_duration(self.times[(self.times.len() - 1) * share / 100])
        };
        format!(
            "| {} | {call} | {:.0} % | {} | {} | {} | {} | {} |",
            workload.name,
            headroom * 100.0,
            at(50),
            at(90),
            self.pass,
            self.fail,
            self.other
        )
    }
}

/// One verdict as a test makes it, building the input included, and how long it took.
fn judged(workload: &Workload, budget: Picoseconds) -> (Duration, Judgement) {
    let began = Instant::now();
    let mut sampler = RoutineSampler::new(workload.start);
    let judgement = judge(&mut sampler, budget, || true);
    (began.elapsed(), judgement)
}

impl Workload {
    /// The time per call with nothing beside it: the median of blocks of about 100 µs, after a warm-up.
    fn quiet_time(&self) -> Picoseconds {
        let mut sampler = RoutineSampler::new(self.start);
        let once = sampler.block(1000).time.per_iteration(1000);
        let iterations = (100_000_000 / once.count().max(1)).max(1);
        let mut times = (0..2001)
            .map(|_| sampler.block(iterations).time.per_iteration(iterations))
            .collect::<Vec<_>>();
        times.sort_unstable();
        times[times.len() / 2]
    }
}
