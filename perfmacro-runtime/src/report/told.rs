//! A judgement told: one line for a PASS, everything there is to know for the rest.

use std::env;
use std::fmt;

use crate::case::Case;
use crate::machine::Machine;
use crate::policy::Policy;
use crate::statistics::Estimate;
use crate::time::Picoseconds;
use crate::verdict::{Doubt, Exemption, Judgement, Verdict};

use super::reproduce;

/// A judgement with what has to stand beside it.
pub struct Told<'a> {
    /// What was judged.
    pub case: &'a Case,
    /// The judgement.
    pub judgement: &'a Judgement,
    /// The policy it was made under.
    pub policy: Policy,
    /// The machine while it was made.
    pub machine: &'a Machine,
    /// The test's own name, such as `size_10`.
    pub test: &'a str,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Told {
            case, judgement, ..
        } = self;
        let budget = judgement.budget;
        write!(formatter, "{} {case}: ", word(judgement.verdict))?;
        match judgement.verdict {
            Verdict::Pass => {
                let estimate = judgement
                    .estimate
                    .map_or_else(String::new, |found| found.median.to_string());
                return write!(formatter, "{estimate} of {budget}");
            }
            Verdict::Fail => writeln!(formatter, "over its budget{}", excess(judgement))?,
            Verdict::Inconclusive(Doubt::Undecided) => {
                writeln!(
                    formatter,
                    "the blocks do not agree whether it is within its budget"
                )?;
            }
            Verdict::NotEnforced(Exemption::Unoptimized) => {
                writeln!(
                    formatter,
                    "not within its budget, in a crate compiled without optimisation"
                )?;
            }
            Verdict::NotEnforced(Exemption::NotMeasured) => {
                return write!(formatter, "nothing was measured");
            }
        }
        self.details(formatter)
    }
}

impl Told<'_> {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Told {
            case,
            judgement,
            policy,
            machine,
            test,
        } = self;
        if let Some(estimate) = judgement.estimate {
            writeln!(formatter, "  measured   {}", measured(&estimate))?;
        }
        writeln!(
            formatter,
            "  budget     {}",
            budget(case.target(), judgement.budget, policy.scale)
        )?;
        writeln!(formatter, "  agreement  {}", agreement(judgement))?;
        writeln!(formatter, "  machine    {machine}")?;
        writeln!(formatter, "  attribute  {}", case.entry().location)?;
        if judgement.verdict == Verdict::NotEnforced(Exemption::Unoptimized) {
            writeln!(
                formatter,
                "  to enforce [profile.test] opt-level = 3 in the workspace's Cargo.toml, or cargo test --release"
            )?;
        }
        let executable = env::current_exe().ok();
        let command = reproduce::command(
            executable.as_deref(),
            case.entry().package,
            &case.test_name(test),
        );
        write!(
            formatter,
            "  reproduce  {}{command}",
            policy.as_environment()
        )
    }
}

/// The verdict's word.
pub(super) fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "PASS",
        Verdict::Fail => "FAIL",
        Verdict::Inconclusive(_) => "INCONCLUSIVE",
        Verdict::NotEnforced(_) => "NOT ENFORCED",
    }
}

/// ` by 106 %`: how far the median is past the budget.
fn excess(judgement: &Judgement) -> String {
    judgement.estimate.map_or_else(String::new, |estimate| {
        let excess = (estimate.median.ratio_to(judgement.budget) - 1.0) * 100.0;
        format!(" by {excess:.1} %")
    })
}

fn measured(estimate: &Estimate) -> String {
    format!(
        "{} per call, median of {} blocks ({:.0} % interval {} to {})",
        estimate.median,
        estimate.observations,
        estimate.confidence * 100.0,
        estimate.lower,
        estimate.upper,
    )
}

#[expect(clippy::float_cmp, reason = "a scale that was not set is exactly one")]
fn budget(target: Option<Picoseconds>, judged: Picoseconds, scale: f64) -> String {
    match target {
        Some(target) if scale != 1.0 => {
            format!("{judged} (target {target}, PERFMACRO_SCALE={scale})")
        }
        _ => format!("{judged} (target)"),
    }
}

fn agreement(judgement: &Judgement) -> String {
    let blocks = judgement
        .estimate
        .map_or(0, |estimate| estimate.observations);
    let decided = |decision| {
        judgement
            .rounds
            .iter()
            .filter(|round| round.decision == Some(decision))
            .count()
    };
    format!(
        "{} of {blocks} blocks and {} of {} rounds over the budget, in 1 process",
        blocks - judgement.met,
        decided(crate::statistics::Decision::Breached),
        judgement.rounds.len(),
    )
}
