//! A judgement told: one line for a PASS, everything there is to know for the rest. Each kind of budget has its
//! own account.

mod count;
pub(super) mod growth;
mod ratio;
pub(super) mod time;

use std::env;
use std::fmt;

use crate::case::Case;
use crate::enforce::Judged;
use crate::entry::Entry;
use crate::machine::Machine;
use crate::policy::Policy;
use crate::verdict::{Doubt, Exemption, Verdict};

use super::reproduce;

/// A judgement with what has to stand beside it.
pub struct Told<'a> {
    /// The function that was judged.
    pub entry: &'static Entry,
    /// The name of what of it was judged.
    pub name: &'a str,
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
        let Told { name, judged, .. } = self;
        let option = judged.option();
        let found = Finding::of(judged);
        write!(formatter, "{} {name}: ", word(judged))?;
        match judged.verdict() {
            Verdict::Pass => {
                let figure = found.figure.unwrap_or_default();
                let note = found.note.unwrap_or_default();
                return write!(formatter, "{option} {figure} of {}{note}", found.limit);
            }
            Verdict::Fail => formatter.write_str(&breach(option, &found))?,
            Verdict::Inconclusive(doubt) => {
                write!(formatter, "{option} is undecided: {}", uncertainty(doubt))?;
            }
            Verdict::NotEnforced(exemption) => {
                write!(formatter, "{option}: {}", excuse(exemption))?;
                if found.figure.is_none() {
                    return Ok(());
                }
            }
        }
        writeln!(formatter)?;
        self.account(formatter)
    }
}

impl Told<'_> {
    /// Everything there is to know, a line for each of it.
    fn account(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Told {
            entry,
            judged,
            policy,
            machine,
            test,
            ..
        } = self;
        let lines = match judged {
            Judged::Time { budget, judgement } => {
                time::account(budget, judgement, policy.scale, machine)
            }
            Judged::Count { budget, judgement } => count::account(budget, judgement, entry),
            Judged::Ratio { budget, judgement } => ratio::account(*budget, judgement, machine),
            Judged::Growth(judgement) => growth::account(judgement, machine),
        };
        for (label, line) in lines {
            writeln!(formatter, "  {label:10} {line}")?;
        }
        writeln!(formatter, "  attribute  {}", entry.location)?;
        if *judged.verdict() == Verdict::NotEnforced(Exemption::Unoptimized) {
            writeln!(
                formatter,
                "  to enforce [profile.test] opt-level = 3 in the workspace's Cargo.toml, or cargo test --release"
            )?;
        }
        let command = reproduce(entry, *policy, test);
        write!(formatter, "  reproduce  {command}")
    }
}

/// A judgement in short, whatever it is on.
#[cfg_attr(
    not(feature = "bench"),
    expect(dead_code, reason = "some of it is for the table alone")
)]
pub(super) struct Finding {
    /// What was measured; `None` where nothing was.
    pub(super) figure: Option<String>,
    /// Where it lies, where it is an estimate.
    pub(super) interval: Option<String>,
    /// The limit that was judged.
    pub(super) limit: String,
    /// What is to be said besides of a limit that holds.
    pub(super) note: Option<String>,
    /// By how much it is past the limit.
    pub(super) excess: Option<String>,
    /// What was measured as a share of the limit.
    pub(super) share: Option<f64>,
}

impl Finding {
    pub(super) fn of(judged: &Judged) -> Finding {
        match judged {
            Judged::Time { budget, judgement } => time::finding(budget, judgement),
            Judged::Count { budget, judgement } => count::finding(*budget, judgement),
            Judged::Ratio { budget, judgement } => ratio::finding(*budget, judgement),
            Judged::Growth(judgement) => growth::finding(judgement),
        }
    }
}

/// A line of an account: what it is about, and what it says.
type Line = (&'static str, String);

/// What there is to say of a case whose result its `check` refuses, in short.
pub const REFUSED: &str = "wrong result: `check` refuses it, and nothing was timed";

/// A case whose result its `check` refuses, told.
#[must_use]
pub fn wrong_result(case: &Case, policy: Policy, test: &str) -> String {
    format!(
        "FAIL {case}: {REFUSED}\n  attribute  {}\n  reproduce  {}",
        case.entry().location,
        reproduce(case.entry(), policy, test)
    )
}

/// The command that runs the test of this name, of this function, as it was run here.
fn reproduce(entry: &Entry, policy: Policy, test: &str) -> String {
    let executable = env::current_exe().ok();
    let command = reproduce::command(executable.as_deref(), entry.package, &entry.test_path(test));
    format!("{}{command}", policy.as_environment())
}

/// What there is to say of any verdict but a PASS, in short.
pub(crate) fn reason(judged: &Judged) -> Option<String> {
    match judged.verdict() {
        Verdict::Pass => None,
        Verdict::Fail => Some(breach(judged.option(), &Finding::of(judged))),
        Verdict::Inconclusive(doubt) => Some(uncertainty(doubt)),
        Verdict::NotEnforced(exemption) => Some(excuse(exemption)),
    }
}

/// `over its target by 12.5 %`
fn breach(option: &str, found: &Finding) -> String {
    let excess = found
        .excess
        .as_ref()
        .map_or_else(String::new, |by| format!(" by {by}"));
    format!("over its {option}{excess}")
}

/// The verdict's word; a budget that only warns has its own for a FAIL.
pub(super) fn word(judged: &Judged) -> &'static str {
    match judged.verdict() {
        Verdict::Pass => "PASS",
        Verdict::Fail if judged.is_warning() => "WARN",
        Verdict::Fail => "FAIL",
        Verdict::Inconclusive(_) => "INCONCLUSIVE",
        Verdict::NotEnforced(_) => "NOT ENFORCED",
    }
}

pub(super) fn uncertainty(doubt: &Doubt) -> String {
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
        Doubt::NotCounted(reason) => reason.to_string(),
        Doubt::NoTurn(reason) => format!("no turn to measure: {reason}"),
    }
}

pub(super) fn excuse(exemption: &Exemption) -> String {
    let excuse = match exemption {
        Exemption::NoInstrument(reason) => return reason.to_string(),
        Exemption::Unoptimized => "not within its budget, in a crate compiled without optimisation",
        Exemption::Coverage => "not within its budget, in a build that counts coverage",
        Exemption::Sanitizer => "not within its budget, in a build with a sanitizer",
        Exemption::Miri => "Miri's time is no time",
        Exemption::Never => "the attribute says `enforce = \"never\"`",
        Exemption::OtherFault => "PERFMACRO_INJECT puts a fault of another kind into the calls",
        Exemption::NotMeasured => "nothing was measured",
    };
    excuse.to_owned()
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
