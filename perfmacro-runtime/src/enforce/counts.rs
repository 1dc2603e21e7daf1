//! Judgements on what is counted of a case's calls.

use std::time::{Duration, Instant};

use crate::alloc::{self, Allocations, CallSites, Measured, NotCounted, Scope};
use crate::budget::{BudgetError, CaseBudget, CountBudget};
use crate::fault::Injection;
use crate::fresh::{Host, Request, Task};
use crate::progress::Progress;
use crate::verdict::{CountJudgement, Doubt, Exemption, Verdict};

use super::judge::Subject;

/// What was counted of a case, by the first of its budgets.
pub(super) struct Counts<'a> {
    subject: Subject<'a>,
    measured: Option<Measured>,
}

/// Why there are no figures.
enum Uncounted {
    /// They cannot be had.
    Refused(NotCounted),
    /// They could not be had this time.
    Doubtful(Doubt),
}

impl<'a> Counts<'a> {
    pub(super) fn new(subject: Subject<'a>) -> Self {
        Counts {
            subject,
            measured: None,
        }
    }

    /// Whether the budget holds.
    pub(super) fn judge(&mut self, budget: &CountBudget) -> Result<CountJudgement, BudgetError> {
        if !budget.counter.is_of_allocations() {
            let verdict = Verdict::NotEnforced(Exemption::NotMeasured);
            return Ok(CountJudgement::without_counting(verdict));
        }
        let injection = self.subject.injection(&CaseBudget::Count(*budget));
        match self.allocations(budget, injection) {
            Ok(judgement) => Ok(judgement),
            Err(Uncounted::Refused(reason)) => Err(BudgetError::NotCounted(reason)),
            Err(Uncounted::Doubtful(doubt)) => Ok(CountJudgement::without_counting(
                Verdict::Inconclusive(doubt),
            )),
        }
    }

    fn allocations(
        &mut self,
        budget: &CountBudget,
        injection: Option<Injection>,
    ) -> Result<CountJudgement, Uncounted> {
        let Measured { steady, first_call } = match (self.measured, injection) {
            (Some(measured), None) => measured,
            (_, injection) => self.measure(injection)?,
        };
        if injection.is_none() {
            self.measured = Some(Measured { steady, first_call });
        }
        let figure = |allocations: &Allocations| budget.counter.of(allocations).unwrap_or_default();
        let found = figure(&steady);
        let sites = if found > budget.limit {
            Some(self.call_sites(injection)?)
        } else {
            None
        };
        Ok(CountJudgement {
            verdict: if sites.is_some() {
                Verdict::Fail
            } else {
                Verdict::Pass
            },
            figure: Some(found),
            first_call: Some(figure(&first_call)),
            sites,
        })
    }

    fn measure(&self, injection: Option<Injection>) -> Result<Measured, Uncounted> {
        let pool = self.subject.case.pool();
        match self.scope() {
            Scope::Thread => {
                let mut routine = self.subject.start(injection);
                alloc::measure(&mut routine, pool, Scope::Thread).map_err(Uncounted::Refused)
            }
            // Whatever else runs here would be counted, other tests for one.
            scope @ Scope::Process => {
                let calls = u32::try_from(5 * pool + 2).unwrap_or(u32::MAX);
                self.ask(Task::Allocations(scope), injection, |host, call| {
                    host.allocations(call, calls)
                })
            }
        }
    }

    fn call_sites(&self, injection: Option<Injection>) -> Result<CallSites, Uncounted> {
        match self.scope() {
            Scope::Thread => {
                let mut routine = self.subject.start(injection);
                // What the first call fills once is not what was judged.
                routine(1, &mut crate::stopwatch::Stopwatch::new());
                alloc::call_sites(&mut routine, Scope::Thread).map_err(Uncounted::Refused)
            }
            scope @ Scope::Process => self.ask(Task::CallSites(scope), injection, |host, call| {
                host.call_sites(call)
            }),
        }
    }

    /// What a fresh process answers, which knows from one call here how long it may take.
    fn ask<T>(
        &self,
        task: Task,
        injection: Option<Injection>,
        question: impl FnOnce(&mut Host<'_>, Duration) -> Result<Result<T, NotCounted>, Doubt>,
    ) -> Result<T, Uncounted> {
        let Subject {
            case, arguments, ..
        } = self.subject;
        let progress = Progress::begin(format!("counting {case}"), "calling in its own process");
        let began = Instant::now();
        super::run_once(case);
        let call = began.elapsed();
        let request = Request {
            case: case.to_string(),
            task,
            injection,
        };
        let mut host = Host::new(request, arguments.to_vec(), &progress);
        question(&mut host, call)
            .map_err(Uncounted::Doubtful)?
            .map_err(Uncounted::Refused)
    }

    fn scope(&self) -> Scope {
        self.subject.case.entry().options.alloc_scope
    }
}
