//! A judgement told: one line for a PASS, everything there is to know for the rest.

use std::env;
use std::fmt;

use crate::budget::{CaseBudget, Measure};
use crate::case::Case;
use crate::enforce::Judged;
use crate::machine::Machine;
use crate::policy::Policy;
use crate::statistics::Estimate;
use crate::time::Picoseconds;
use crate::verdict::{Doubt, Exemption, Judgement, Processes, Verdict};

use super::reproduce;

/// A judgement with what has to stand beside it.
pub struct Told<'a> {
    /// What was judged.
    pub case: &'a Case,
    /// The budget and the judgement.
    pub judged: &'a Judged,
    /// The policy it was made under.
    pub policy: Policy,
    /// The machine it was made on.
    pub machine: &'a Machine,
    /// The test's own name, such as `size_10`.
    pub test: &'a str,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Told { case, judged, .. } = self;
        let Judged { budget, judgement } = judged;
        write!(formatter, "{} {case}: ", word(judged))?;
        match &judgement.verdict {
            Verdict::Pass => {
                let option = budget.option;
                return write!(
                    formatter,
                    "{option} {} of {}",
                    figure(judged),
                    limit(budget)
                );
            }
            Verdict::Fail => write!(formatter, "over its {}{}", budget.option, excess(judgement))?,
            Verdict::Inconclusive(doubt) => {
                write!(
                    formatter,
                    "{} is undecided: {}",
                    budget.option,
                    reason(doubt)
                )?;
            }
            Verdict::NotEnforced(exemption) => {
                write!(formatter, "{}: {}", budget.option, excuse(*exemption))?;
            }
        }
        if judgement.estimate.is_none() && matches!(judgement.verdict, Verdict::NotEnforced(_)) {
            return Ok(());
        }
        writeln!(formatter)?;
        self.details(formatter)
    }
}

impl Told<'_> {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Told {
            case,
            judged,
            policy,
            machine,
            test,
        } = self;
        let Judged { budget, judgement } = judged;
        if let Some(estimate) = judgement.estimate {
            writeln!(formatter, "  measured   {}", measured(budget, &estimate))?;
        }
        writeln!(formatter, "  budget     {}", declared(budget, policy.scale))?;
        writeln!(formatter, "  agreement  {}", agreement(judgement))?;
        writeln!(formatter, "  machine    {machine}{}", state(judgement))?;
        writeln!(formatter, "  attribute  {}", case.entry().location)?;
        if judgement.verdict == Verdict::NotEnforced(Exemption::Unoptimized) {
            writeln!(
                formatter,
                "  to enforce [profile.test] opt-level = 3 in the workspace's Cargo.toml, or cargo test --release"
            )?;
        }
        let command = reproduce(case, *policy, test);
        write!(formatter, "  reproduce  {command}")
    }
}

/// A case whose result its `check` refuses, told.
#[must_use]
pub fn wrong_result(case: &Case, policy: Policy, test: &str) -> String {
    format!(
        "FAIL {case}: wrong result: `check` refuses it, and nothing was timed\n  attribute  {}\n  reproduce  {}",
        case.entry().location,
        reproduce(case, policy, test)
    )
}

/// The command that runs the test of this name, of this case, as it was run here.
fn reproduce(case: &Case, policy: Policy, test: &str) -> String {
    let executable = env::current_exe().ok();
    let command = reproduce::command(
        executable.as_deref(),
        case.entry().package,
        &case.test_name(test),
    );
    format!("{}{command}", policy.as_environment())
}

/// The verdict's word; a budget that only warns has its own for a FAIL.
pub(super) fn word(judged: &Judged) -> &'static str {
    match judged.judgement.verdict {
        Verdict::Pass => "PASS",
        Verdict::Fail if judged.budget.is_warning => "WARN",
        Verdict::Fail => "FAIL",
        Verdict::Inconclusive(_) => "INCONCLUSIVE",
        Verdict::NotEnforced(_) => "NOT ENFORCED",
    }
}

/// What was measured, in the budget's own unit.
pub(super) fn figure(judged: &Judged) -> String {
    judged
        .judgement
        .estimate
        .map_or_else(String::new, |estimate| {
            in_unit(&judged.budget, estimate.value)
        })
}

/// The limit that was judged, in the budget's own unit.
pub(super) fn limit(budget: &CaseBudget) -> String {
    in_unit(budget, budget.limit)
}

fn in_unit(budget: &CaseBudget, time: Picoseconds) -> String {
    match budget.throughput {
        Some((_, amount)) => amount.rate(time).to_string(),
        None => time.to_string(),
    }
}

/// ` by 106 %`: how far what was measured is past the limit.
fn excess(judgement: &Judgement) -> String {
    judgement.estimate.map_or_else(String::new, |estimate| {
        let excess = (estimate.value.ratio_to(judgement.limit) - 1.0) * 100.0;
        format!(" by {excess:.1} %")
    })
}

fn reason(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Undecided => {
            "the blocks or the processes do not agree whether it is within its budget".to_owned()
        }
        Doubt::SlowMachine => {
            "it is over, and within it once what the machine ran slower is allowed for".to_owned()
        }
        Doubt::Interrupted => "every block was interrupted: the machine is too busy".to_owned(),
        Doubt::TooFewCalls { made, needed } => {
            format!("it takes {needed} calls at least, and there was time for {made}")
        }
        Doubt::NoProcess(reason) => {
            format!("what would corroborate it was not measured in a fresh process: {reason}")
        }
        Doubt::NoTurn(reason) => format!("no turn to measure: {reason}"),
    }
}

fn excuse(exemption: Exemption) -> &'static str {
    match exemption {
        Exemption::Unoptimized => "not within its budget, in a crate compiled without optimisation",
        Exemption::Coverage => "not within its budget, in a build that counts coverage",
        Exemption::Sanitizer => "not within its budget, in a build with a sanitizer",
        Exemption::Miri => "Miri's time is no time",
        Exemption::Never => "the attribute says `enforce = \"never\"`",
        Exemption::NotMeasured => "nothing was measured",
    }
}

fn measured(budget: &CaseBudget, estimate: &Estimate) -> String {
    let what = match budget.measure {
        Measure::Median => format!(
            "{} per call, median of {} block{}",
            estimate.value,
            estimate.observations,
            plural(estimate.observations)
        ),
        Measure::Percentile(percentile) => format!(
            "{}, {} of {} single calls",
            estimate.value,
            percentile.option(),
            estimate.observations
        ),
    };
    let rate = budget.throughput.map_or_else(String::new, |(_, amount)| {
        format!(", {}", amount.rate(estimate.value))
    });
    if estimate.observations == 1 {
        return what + &rate;
    }
    format!(
        "{what} ({:.0} % interval {} to {}){rate}",
        estimate.confidence * 100.0,
        estimate.lower,
        estimate.upper,
    )
}

#[expect(clippy::float_cmp, reason = "a scale that was not set is exactly one")]
fn declared(budget: &CaseBudget, scale: f64) -> String {
    let CaseBudget {
        option,
        limit,
        declared,
        throughput,
        ..
    } = budget;
    match (throughput, scale == 1.0) {
        (None, true) => format!("{limit} ({option})"),
        (None, false) => format!("{limit} ({option} {declared}, PERFMACRO_SCALE={scale})"),
        (Some((rate, _)), true) => format!("{limit} ({option} {rate})"),
        (Some((rate, _)), false) => format!("{limit} ({option} {rate}, PERFMACRO_SCALE={scale})"),
    }
}

fn agreement(judgement: &Judgement) -> String {
    let Judgement {
        over,
        processes,
        measure,
        ..
    } = judgement;
    let all = judgement
        .estimate
        .map_or(0, |estimate| estimate.observations);
    let units = units(*measure);
    let counted = format!("{over} of {all} {units}{}", plural(all));
    match processes {
        Processes { all: 0, .. } => format!("{counted} over the budget, in this process alone"),
        Processes { all, over } => format!(
            "{counted} and {over} of {all} fresh process{} over the budget",
            if *all == 1 { "" } else { "es" }
        ),
    }
}

/// How the machine was while it measured: `, 3 blocks interrupted, clock at 1.00, core at 1.20 and memory at
/// 1.00 times their best`.
fn state(judgement: &Judgement) -> String {
    let interrupted = match judgement.interrupted {
        0 => String::new(),
        count => {
            let units = units(judgement.measure);
            format!(", {count} {units}{} interrupted", plural(count))
        }
    };
    let slowdown = judgement.slowdown.map_or_else(String::new, |slowdown| {
        format!(
            ", clock at {:.2}, core at {:.2} and memory at {:.2} times their best",
            slowdown.clock, slowdown.core, slowdown.memory
        )
    });
    interrupted + &slowdown
}

/// What votes.
fn units(measure: Measure) -> &'static str {
    match measure {
        Measure::Median => "block",
        Measure::Percentile(_) => "call",
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
