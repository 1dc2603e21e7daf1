//! What is counted of many cases in one run of this executable: starting it under valgrind costs more than most
//! cases do.
//!
//! The process that judges lists the cases in a file, and starts this executable again with a request that names
//! it. The first case that wants a figure has all of them counted, and those of the other tests wait for it.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::budget::{Budget, Counter};
use crate::case::Case;
use crate::entry::Entry;
use crate::family::Family;
use crate::fault::{Fault, Injection};
use crate::fresh::{Request, Task};
use crate::instructions::{self, Instructions, NotCounted, Subject};
use crate::policy;
use crate::progress::Progress;
use crate::registry;

use super::growth;
use super::judge::Judging;
use super::shared;

/// What a run may take: to start, and for each case. Nothing that counts is fast.
const TO_START: Duration = Duration::from_secs(60);
const FOR_EACH: Duration = Duration::from_secs(10);
/// How long a process waits for another's counts.
const LONGEST: Duration = Duration::from_secs(600);

/// What calls execute, by the names of cases.
pub(super) type Counts = BTreeMap<String, Result<Instructions, NotCounted>>;

/// What was counted for a fault, or without one.
struct Batch {
    fault: Option<Fault>,
    counts: Counts,
}

static BATCHES: Mutex<Vec<Batch>> = Mutex::new(Vec::new());

/// What a call of the case executes, with the injection in it.
pub(super) fn instructions(
    judging: Judging<'_>,
    injection: Option<Injection>,
) -> Result<Instructions, NotCounted> {
    #[cfg(all(feature = "perf-event", target_os = "linux"))]
    {
        let mut routine = judging.start(injection);
        let found = instructions::hardware::measure(&mut routine, judging.case.pool());
        if !matches!(found, Err(NotCounted::NoCounter(_))) {
            return found;
        }
    }
    instructions::is_available()?;
    let name = judging.case.to_string();
    let fault = judging.run.policy.fault;
    // Held while they are counted: whoever comes meanwhile waits for the figures.
    let mut batches = BATCHES.lock().unwrap_or_else(PoisonError::into_inner);
    let position = batches.iter().position(|batch| batch.fault == fault);
    let batch = if let Some(position) = position {
        &mut batches[position]
    } else {
        let counts = match counted(judging) {
            Ok(counts) => counts,
            // What ended them all is one case's, and each is then counted by itself.
            Err(NotCounted::Failed(_)) => Counts::new(),
            Err(reason) => return Err(reason),
        };
        batches.push(Batch { fault, counts });
        let last = batches.len() - 1;
        &mut batches[last]
    };
    match batch.counts.get(&name) {
        Some(found) if !is_anothers_fault(found) => found.clone(),
        // Not among those that were known, or behind one that ended the process.
        _ => {
            let found = by_itself(judging, injection);
            batch.counts.insert(name, found.clone());
            found
        }
    }
}

/// What is counted of all cases of the run, by whichever of its processes comes first.
fn counted(judging: Judging<'_>) -> Result<Counts, NotCounted> {
    let fault = judging.run.policy.fault;
    shared::counts(fault, LONGEST, || count(judging, &subjects(judging)))
}

/// Whether something here counts instructions.
pub(super) fn can_count() -> bool {
    // The processor is asked when it is to count.
    cfg!(all(feature = "perf-event", target_os = "linux")) || instructions::is_available().is_ok()
}

/// What a call of the case executes with the injection in it, which is no other budget's.
pub(super) fn alone(
    judging: Judging<'_>,
    injection: Injection,
) -> Result<Instructions, NotCounted> {
    instructions::is_available()?;
    let _batches = BATCHES.lock().unwrap_or_else(PoisonError::into_inner);
    by_itself(judging, Some(injection))
}

fn by_itself(
    judging: Judging<'_>,
    injection: Option<Injection>,
) -> Result<Instructions, NotCounted> {
    let own = Subject {
        case: *judging.case,
        injection,
    };
    let found = count(judging, &[own])?.remove(&judging.case.to_string());
    found.unwrap_or_else(|| Err(NotCounted::Failed("it counted nothing".to_owned())))
}

fn is_anothers_fault(found: &Result<Instructions, NotCounted>) -> bool {
    matches!(found, Err(NotCounted::NotReached { .. }))
}

/// All cases of the run of which instructions are to be counted, and what is put into their calls.
fn subjects(judging: Judging<'_>) -> Vec<Subject> {
    let mut cases = (judging.run.companions)();
    cases.push(*judging.case);
    let mut subjects = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for case in &cases {
        let entry = case.entry();
        if has_budget(entry) || case.to_string() == judging.case.to_string() {
            subjects.insert(case.to_string(), *case);
        }
        if growth::class(entry).is_some() && seen.insert(entry.identity()) {
            let families = Family::all(entry)
                .into_iter()
                .filter(|family| growth::tail(family).is_ok() && growth::is_short(family));
            for case in families.flat_map(|family| family.cases().to_vec()) {
                subjects.insert(case.to_string(), case);
            }
        }
    }
    subjects
        .into_values()
        .map(|case| Subject {
            injection: injection(&case, judging.run.policy),
            case,
        })
        .collect()
}

fn has_budget(entry: &Entry) -> bool {
    let budgets = entry.options.budgets.iter();
    budgets
        .into_iter()
        .any(|budget| matches!(budget, Budget::Count(Counter::Instructions, _)))
}

/// What is put into the calls of a case, whose budget on instructions it breaches.
fn injection(case: &Case, policy: policy::Policy) -> Option<Injection> {
    let fault = policy.fault?;
    let budgets = case.budgets(policy.scale).ok()?;
    budgets.iter().find_map(|budget| {
        let is_counted = budget.option() == Counter::Instructions.option();
        fault.injection(budget).filter(|_| is_counted)
    })
}

fn count(judging: Judging<'_>, subjects: &[Subject]) -> Result<Counts, NotCounted> {
    let failed = |error: std::io::Error| NotCounted::Failed(error.to_string());
    let _progress = Progress::begin(
        format!("counting the instructions of {} cases", subjects.len()),
        "under valgrind",
    );
    let list = List::write(subjects).map_err(failed)?;
    let request = Request {
        case: list.path.to_string_lossy().into_owned(),
        task: Task::Instructions,
        injection: None,
    };
    let mut command = Command::new(env::current_exe().map_err(failed)?);
    command
        .args(judging.run.arguments)
        .env(policy::FRESH, request.to_string());
    let cases = u32::try_from(subjects.len()).unwrap_or(u32::MAX);
    instructions::count(command, TO_START + FOR_EACH * cases)
}

/// In the process under valgrind: counts the cases that the file at `path` lists, answers, and ends the process.
pub(super) fn answer(path: &str) -> Result<(), String> {
    let listed = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let cases = registry::entries()
        .into_iter()
        .flat_map(Case::all)
        .map(|case| (case.to_string(), case))
        .collect::<BTreeMap<_, _>>();
    let subjects = listed
        .lines()
        .map(|line| {
            let (injection, name) = line.split_once(' ')?;
            let injection = match injection {
                "-" => None,
                word => Some(word.parse().ok()?),
            };
            let case = *cases.get(name)?;
            Some(Subject { case, injection })
        })
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| format!("{path}: a case of another executable"))?;
    instructions::answer(&subjects)
}

/// The file that lists cases, until it is dropped.
struct List {
    path: PathBuf,
}

impl List {
    fn write(subjects: &[Subject]) -> std::io::Result<List> {
        let mut text = String::new();
        for Subject { case, injection } in subjects {
            let _ = match injection {
                None => writeln!(text, "- {case}"),
                Some(injection) => writeln!(text, "{injection} {case}"),
            };
        }
        // One at a time in a process.
        let name = format!("perfmacro-cases-{}", std::process::id());
        let list = List {
            path: env::temp_dir().join(name),
        };
        fs::write(&list.path, text)?;
        Ok(list)
    }
}

impl Drop for List {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own cleaning.
        let _ = fs::remove_file(&self.path);
    }
}
