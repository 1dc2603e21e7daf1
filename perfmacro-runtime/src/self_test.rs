//! Whether budgets can fail: each is judged again with a fault in every call by which it has to. A gate that cannot
//! fail is a defect.
//!
//! Input: cases. Output: a [`SelfTest`], which names each budget that still does not fail: that it is met in this
//! build whatever it is, that what counts is not there, that the machine was too busy to tell.

use std::env;
use std::panic::{self, AssertUnwindSafe};
use std::process::{ExitCode, Termination};
use std::thread;

use crate::case::Case;
use crate::enforce::{self, Judged, Run};
use crate::entry::{Entry, Location};
use crate::family::Family;
use crate::fault::Fault;
use crate::policy::{Enforcement, Policy};
use crate::registry;
use crate::report;
use crate::verdict::{Exemption, Verdict};

/// What became of budgets with faults in their calls.
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a budget that cannot fail is to be told"]
pub struct SelfTest {
    /// Every budget that is enforced at all.
    pub tried: Vec<Tried>,
    /// What is in the way of trying.
    pub errors: Vec<String>,
}

/// A budget with a fault in its calls.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// The fault.
    pub fault: Fault,
    /// The name of the case, or of the function of which growth is judged.
    pub name: String,
    /// The option that declares the budget.
    pub option: &'static str,
    /// Where the attribute stands.
    pub location: Location,
    /// What came out.
    pub verdict: Verdict,
}

impl SelfTest {
    /// The budgets that do not fail.
    pub fn survivors(&self) -> impl Iterator<Item = &Tried> {
        self.tried
            .iter()
            .filter(|tried| tried.verdict != Verdict::Fail)
    }

    /// Whether there are budgets, and every one fails.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.errors.is_empty() && !self.tried.is_empty() && self.survivors().next().is_none()
    }
}

/// Shows what became of all, and is a failure unless every budget fails.
impl Termination for SelfTest {
    fn report(self) -> ExitCode {
        report::show(&report::self_test(&self));
        if self.is_passed() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// Tries every budget of `crates`.
///
/// To be called from a generated suite's process, a test of its own, or a program of its own: what corroborates a
/// breach starts this executable again, with the arguments that lead here. In a test that is the test's name, which
/// libtest tells where tests have threads, or where one is run with `--exact`.
pub fn self_test(crates: &[&str]) -> SelfTest {
    let failed = |error: String| SelfTest {
        errors: vec![error],
        ..SelfTest::default()
    };
    let cases = match registry::cases(&registry::entries(), crates) {
        Ok(cases) => cases,
        Err(error) => return failed(error.to_string()),
    };
    enforce::answer_host(&cases.iter().collect::<Vec<_>>());
    match Policy::from_environment() {
        Ok(policy) => of_cases(&cases, &arguments(), policy),
        Err(error) => failed(error.to_string()),
    }
}

/// Tries every budget of `cases`, and those on growth of the functions of which all cases are there.
pub fn of_cases(cases: &[Case], arguments: &[String], policy: Policy) -> SelfTest {
    let mut found = SelfTest::default();
    let companions = || cases.to_vec();
    for fault in Fault::ALL {
        let run = Run {
            arguments,
            policy: Policy {
                enforcement: Enforcement::Auto,
                fault: Some(fault),
                ..policy
            },
            companions: &companions,
        };
        for case in cases {
            let judged =
                without_panic(|| enforce::judge(case, run).map_err(|error| error.to_string()));
            match judged {
                Ok(judged) => found.add(fault, &case.to_string(), case.entry(), &judged),
                Err(error) => found.refuse(&format!("{case}: {error}")),
            }
        }
        if fault == Fault::Quadratic {
            found.add_growth(cases, run);
        }
    }
    found
}

impl SelfTest {
    fn add(&mut self, fault: Fault, name: &str, entry: &Entry, judged: &[Judged]) {
        let is_enforced = |judged: &&Judged| {
            !matches!(
                judged.verdict(),
                Verdict::NotEnforced(Exemption::Never | Exemption::OtherFault)
            )
        };
        self.tried
            .extend(judged.iter().filter(is_enforced).map(|judged| Tried {
                fault,
                name: name.to_owned(),
                option: judged.option(),
                location: entry.location,
                verdict: judged.verdict().clone(),
            }));
    }

    fn add_growth(&mut self, cases: &[Case], run: Run<'_>) {
        let mut entries = cases.iter().map(Case::entry).collect::<Vec<_>>();
        entries.dedup_by(|a, b| std::ptr::eq(*a, *b));
        for entry in entries {
            let Some(class) = enforce::class(entry) else {
                continue;
            };
            for family in Family::all(entry) {
                let is_there = |case: &Case| {
                    cases
                        .iter()
                        .any(|other| other.to_string() == case.to_string())
                };
                if !family.cases().iter().all(is_there) {
                    continue;
                }
                let judged = without_panic(|| {
                    enforce::judge_growth(&family, class, run).map_err(|error| error.to_string())
                });
                match judged {
                    Ok(judgement) => {
                        let judged = [Judged::Growth(judgement)];
                        self.add(Fault::Quadratic, &family.to_string(), entry, &judged);
                    }
                    Err(error) => self.refuse(&format!("{family}: {error}")),
                }
            }
        }
    }

    /// Each error once, whatever the fault.
    fn refuse(&mut self, error: &str) {
        if !self.errors.iter().any(|other| other == error) {
            self.errors.push(error.to_owned());
        }
    }
}

/// A function that panics does so for itself.
fn without_panic<T>(judge: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(judge))
        .unwrap_or_else(|_| Err("it panicked, as told above".to_owned()))
}

/// The arguments that lead this executable here again.
fn arguments() -> Vec<String> {
    let own = env::args().skip(1).collect::<Vec<_>>();
    if own.iter().any(|argument| argument == "--exact") {
        return own;
    }
    match thread::current().name() {
        None | Some("main") => own,
        Some(test) => vec![
            test.to_owned(),
            "--exact".to_owned(),
            "--test-threads=1".to_owned(),
        ],
    }
}
