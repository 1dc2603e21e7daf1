//! Judgements on what is counted of a case's calls.

use std::time::{Duration, Instant};

use crate::alloc::{self, Allocations, CallSites, Measured, NotCounted, Scope};
use crate::budget::{BudgetError, CaseBudget, CountBudget};
use crate::fault::Injection;
use crate::fresh::{Host, Request, Task};
use crate::instructions;
use crate::progress::Progress;
use crate::verdict::{CountJudgement, Doubt, Exemption, Verdict};

use super::batch;
use super::judge::Judging;

/// What was counted of a case, by the first of its budgets.
pub(super) struct Counts<'a> {
    judging: Judging<'a>,
    measured: Option<Measured>,
}

/// Why there are no figures.
enum Uncounted {
    /// The budget means nothing for the case.
    Refused(BudgetError),
    /// What counts is not here.
    Exempt(Exemption),
    /// They could not be had this time.
    Doubtful(Doubt),
}

impl From<NotCounted> for Uncounted {
    fn from(reason: NotCounted) -> Uncounted {
        Uncounted::Refused(BudgetError::NotCounted(reason))
    }
}

impl From<instructions::NotCounted> for Uncounted {
    fn from(reason: instructions::NotCounted) -> Uncounted {
        use instructions::NotCounted as Reason;
        match reason {
            Reason::OtherThreads => Uncounted::Refused(BudgetError::OtherThreads),
            Reason::NotInstalled { .. } | Reason::Unsupported | Reason::NoCounter(_) => {
                Uncounted::Exempt(Exemption::NoInstrument(reason))
            }
            Reason::Panicked(_) | Reason::Failed(_) | Reason::NotReached { .. } => {
                Uncounted::Doubtful(Doubt::NotCounted(reason))
            }
        }
    }
}

impl<'a> Counts<'a> {
    pub(super) fn new(judging: Judging<'a>) -> Self {
        Counts {
            judging,
            measured: None,
        }
    }

    /// Whether the budget holds.
    pub(super) fn judge(&mut self, budget: &CountBudget) -> Result<CountJudgement, BudgetError> {
        let injection = self.judging.injection(&CaseBudget::Count(*budget));
        let found = if budget.counter.is_of_allocations() {
            self.allocations(budget, injection)
        } else {
            self.instructions(budget, injection)
        };
        match found {
            Ok(judgement) => Ok(judgement),
            Err(Uncounted::Refused(error)) => Err(error),
            Err(Uncounted::Exempt(exemption)) => Ok(CountJudgement::without_counting(
                Verdict::NotEnforced(exemption),
            )),
            Err(Uncounted::Doubtful(doubt)) => Ok(CountJudgement::without_counting(
                Verdict::Inconclusive(doubt),
            )),
        }
    }

    fn instructions(
        &self,
        budget: &CountBudget,
        injection: Option<Injection>,
    ) -> Result<CountJudgement, Uncounted> {
        let found = match batch::instructions(self.judging, injection) {
            Ok(found) => found,
            Err(reason) => {
                if matches!(reason, instructions::NotCounted::Panicked(_)) {
                    // Here the panic is the test's.
                    super::run_once(self.judging.case);
                }
                return Err(reason.into());
            }
        };
        let verdict = if found.count <= budget.limit {
            Verdict::Pass
        } else {
            self.judging
                .exemption_of_code()
                .map_or(Verdict::Fail, Verdict::NotEnforced)
        };
        Ok(CountJudgement {
            verdict,
            figure: Some(found.count),
            simulated: found.simulated,
            ..CountJudgement::without_counting(Verdict::Pass)
        })
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
            simulated: None,
        })
    }

    fn measure(&self, injection: Option<Injection>) -> Result<Measured, Uncounted> {
        let pool = self.judging.case.pool();
        match self.scope() {
            Scope::Thread => {
                let mut routine = self.judging.start(injection);
                alloc::measure(&mut routine, pool, Scope::Thread).map_err(Uncounted::from)
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
                let mut routine = self.judging.start(injection);
                // What the first call fills once is not what was judged.
                routine(1, &mut crate::stopwatch::Stopwatch::new());
                alloc::call_sites(&mut routine, Scope::Thread).map_err(Uncounted::from)
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
        let Judging { case, run } = self.judging;
        let progress = Progress::begin(format!("counting {case}"), "calling in its own process");
        let began = Instant::now();
        super::run_once(case);
        let call = began.elapsed();
        let request = Request {
            case: case.to_string(),
            task,
            injection,
        };
        let mut host = Host::new(request, run.arguments.to_vec(), &progress);
        question(&mut host, call)
            .map_err(Uncounted::Doubtful)?
            .map_err(Uncounted::from)
    }

    fn scope(&self) -> Scope {
        self.judging.case.entry().options.alloc_scope
    }
}
