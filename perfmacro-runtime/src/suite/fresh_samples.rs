//! What fresh processes measure of a case beside Criterion's one: a process has a layout of its own for all of its
//! samples, which a comparison would take for a change of the code. `docs/compare.md` has what that comes to.
//!
//! One process is asked before Criterion measures and one after, so that all three are seconds apart.

use std::time::Duration;

use crate::case::Case;
use crate::fresh::{Host, Request, Task};
use crate::policy::Policy;
use crate::progress::Progress;
use crate::record;
use crate::report;
use crate::time::Picoseconds;

use super::arguments::Arguments;

/// How long a process takes them for; docs/compare.md has what that was found to suffice for.
const LONGEST: Duration = Duration::from_millis(300);
/// And of the time that Criterion has, where that was set short.
const SHARE: f64 = 1.0 / 3.0;

/// The samples of a case, a list of each process.
pub(super) struct FreshSamples<'a> {
    case: &'a Case,
    /// How long each process measures; `None` where none is asked.
    time: Option<Duration>,
    pub(super) processes: Vec<Vec<Picoseconds>>,
}

impl<'a> FreshSamples<'a> {
    /// None yet. No process is asked where nobody would read it, and for what is to be quick.
    pub(super) fn new(
        case: &'a Case,
        arguments: &Arguments,
        policy: Policy,
        measurement_time: Option<Picoseconds>,
    ) -> FreshSamples<'a> {
        let is_wanted = !arguments.quick
            && !arguments.loads_baseline
            && policy.fault.is_none()
            && record::is_on(policy);
        let time = measurement_time.map_or(LONGEST, |time| time.scaled(SHARE).as_duration());
        FreshSamples {
            case,
            time: is_wanted.then_some(time.min(LONGEST)),
            processes: Vec::new(),
        }
    }

    /// Asks a process, unless the one before it had nothing to tell.
    pub(super) fn take(&mut self) {
        let Some(time) = self.time else { return };
        let case = self.case;
        let progress = Progress::begin(format!("measuring {case}"), "starting a fresh process");
        let request = Request {
            case: case.to_string(),
            task: Task::Samples(Picoseconds::from_duration(time)),
            injection: None,
        };
        // This executable comes to the case by what is in its environment.
        match Host::new(request, Vec::new(), &progress).samples(time) {
            Ok(samples) if samples.is_empty() => self.time = None,
            Ok(samples) => self.processes.push(samples),
            Err(error) => {
                self.time = None;
                report::show_error(&format!(
                    "warning: {case} is recorded of one process, on which a comparison stands less well: {error}"
                ));
            }
        }
    }
}
