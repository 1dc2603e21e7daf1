//! What all formats draw from: of each case what was last found, and what was found before.
//!
//! Input: the records of one or several runs, in any order. Output: a [`Model`]. Nothing is measured or judged
//! here, and nothing that is damaged is fatal: it is told.

use std::collections::HashMap;

use perfmacro_runtime::record::{
    Amount, BudgetKind, BudgetResult, CaseResult, Counts, Damaged, Environment, Records, Subject,
    ThroughputResult, TimeEstimate,
};

use super::figure;
use super::machines;
use super::outcome::{Outcome, Totals};

/// What is reported.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The runs, the newest first.
    pub runs: Vec<Run>,
    /// Where they ran; cases and runs name these by their place.
    pub environments: Vec<Environment>,
    /// The cases and families, by name and size.
    pub cases: Vec<Case>,
    /// How many cases came to what.
    pub cases_by_outcome: Totals,
    /// How many budgets came to what.
    pub budgets_by_outcome: Totals,
    /// Lines that could not be read.
    pub damaged: Vec<Damaged>,
    /// Results that were left out because a fault was put into every call.
    pub injected: usize,
}

/// What one command left behind.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its name.
    pub name: String,
    /// When its first result was found, in milliseconds since 1970.
    pub began_ms: u64,
    /// When its last one was.
    pub ended_ms: u64,
    /// How many results it has.
    pub results: usize,
    /// Where it ran, as places in [`Model::environments`].
    pub environments: Vec<usize>,
}

/// A case, or all sizes of a function together, over all runs.
#[derive(Clone, Debug)]
pub struct Case {
    /// A name that no other case has.
    pub label: String,
    /// The target triple; `None` where the environment's line was damaged.
    pub target: Option<String>,
    /// The processor, where one run has the case from several.
    pub processor: Option<String>,
    /// The newest result, without its samples and those of fresh processes.
    pub latest: Dated<CaseResult>,
    /// The newest median time of a call.
    pub time: Option<Dated<Time>>,
    /// The newest samples of a suite: the time of a call in picoseconds.
    pub samples: Option<Dated<Vec<u64>>>,
    /// What one call processes.
    pub throughput: Option<Dated<ThroughputResult>>,
    /// What was last counted of one call.
    pub counts: Option<Dated<Counts>>,
    /// What each run found, the newest first.
    pub history: Vec<Moment>,
}

/// Something with when and where it was found.
#[derive(Clone, Debug)]
pub struct Dated<T> {
    /// In milliseconds since 1970.
    pub unix_time_ms: u64,
    /// The place in [`Model::runs`].
    pub run: usize,
    /// The place in [`Model::environments`]; `None` where its line was damaged.
    pub environment: Option<usize>,
    /// What was found.
    pub value: T,
}

/// The median time of a call, in picoseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Time {
    /// The median.
    pub median: u64,
    /// Lower end of its interval.
    pub lower: u64,
    /// Upper end.
    pub upper: u64,
    /// The chance that the interval holds the true median, where it is known.
    pub confidence: Option<f64>,
    /// Of how many samples or blocks it is.
    pub observations: Option<u64>,
}

/// What one run found of a case.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The place in [`Model::runs`].
    pub run: usize,
    /// The place in [`Model::environments`].
    pub environment: Option<usize>,
    /// In milliseconds since 1970.
    pub unix_time_ms: u64,
    /// What its budgets came to.
    pub outcome: Outcome,
    /// The median time of a call.
    pub time: Option<Time>,
    /// What was counted of one call.
    pub counts: Option<Counts>,
    /// The exponent of growth, of a family.
    pub exponent: Option<f64>,
}

impl Model {
    /// What these records say.
    #[must_use]
    pub fn of(records: impl IntoIterator<Item = Records>) -> Model {
        let mut builder = Builder::default();
        for records in records {
            builder.add(records);
        }
        builder.finish()
    }

    /// Each budget with its case.
    pub fn budgets(&self) -> impl Iterator<Item = (&Case, &BudgetResult)> {
        self.cases
            .iter()
            .flat_map(|case| case.budgets().iter().map(move |budget| (case, budget)))
    }

    /// Where the newest results were found, each once: a test and a suite on the same machine are one.
    #[must_use]
    pub fn current_environments(&self) -> Vec<&Environment> {
        let mut current: Vec<&Environment> = Vec::new();
        for case in &self.cases {
            let Some(environment) = self.environment(case) else {
                continue;
            };
            let is_known = |known: &&Environment| {
                is_same_machine(known, environment) && known.commit == environment.commit
            };
            if !current.iter().any(is_known) {
                current.push(environment);
            }
        }
        current
    }

    /// For each environment the first that is the same machine and toolchain, whatever commit and command.
    #[must_use]
    pub fn machines(&self) -> Vec<usize> {
        let first = |environment| {
            self.environments
                .iter()
                .position(|first| is_same_machine(first, environment))
        };
        let machines = self.environments.iter().map(first);
        machines.map(Option::unwrap_or_default).collect()
    }

    /// Where a case was last judged.
    #[must_use]
    pub fn environment(&self, case: &Case) -> Option<&Environment> {
        self.environments.get(case.latest.environment?)
    }
}

impl Case {
    /// Its newest budgets, in the order they are declared.
    #[must_use]
    pub fn budgets(&self) -> &[BudgetResult] {
        &self.latest.value.budgets
    }

    /// What they came to.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        Outcome::of_result(&self.latest.value)
    }

    /// The budget that has least left of its limit.
    #[must_use]
    pub fn tightest(&self) -> Option<&BudgetResult> {
        let budgets = self.budgets().iter();
        budgets
            .filter(|budget| budget.headroom.is_some())
            .min_by(|a, b| {
                a.headroom
                    .partial_cmp(&b.headroom)
                    .expect("JSON has no NaN")
            })
    }

    /// Cases that differ by their size alone have the same.
    #[must_use]
    pub fn family(&self) -> impl Eq + std::hash::Hash + '_ {
        let result = &self.latest.value;
        (
            (&result.package, &result.entry, &result.generics),
            (&result.argument, &result.threads),
            (&self.target, &self.processor),
        )
    }
}

/// Takes records as they are read, so that one file at a time is in memory.
#[derive(Debug, Default)]
pub struct Builder {
    model: Model,
    runs: HashMap<String, usize>,
    environments: HashMap<String, usize>,
    /// With the processors that there are results from.
    cases: HashMap<Key, HashMap<Option<String>, usize>>,
}

/// What tells a case from every other.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    target: Option<String>,
    package: Option<String>,
    is_family: bool,
    case: String,
}

impl Builder {
    /// Adds the records of a file.
    pub fn add(&mut self, records: Records) {
        let Records {
            environments,
            results,
            damaged,
            ..
        } = records;
        self.model.damaged.extend(damaged);
        for environment in environments {
            if !self.environments.contains_key(&environment.id) {
                let place = self.model.environments.len();
                self.environments.insert(environment.id.clone(), place);
                self.model.environments.push(environment);
            }
        }
        for result in results {
            self.add_result(result);
        }
    }

    fn add_result(&mut self, mut result: CaseResult) {
        if result.inject.is_some() {
            self.model.injected += 1;
            return;
        }
        let environment = self.environments.get(&result.environment).copied();
        let run = self.run(&result, environment);
        let dated = Dated {
            unix_time_ms: result.unix_time_ms,
            run,
            environment,
            value: (),
        };
        let samples = result.samples_ps.take();
        // They are for comparisons, and would be most of what is remembered.
        result.fresh_samples_ps = None;
        let time = time(&result);
        let moment = Moment {
            run,
            environment,
            unix_time_ms: result.unix_time_ms,
            outcome: Outcome::of_result(&result),
            time,
            counts: result.counts.clone(),
            exponent: exponent(&result),
        };
        let throughput = result.throughput.clone();
        let counts = result.counts.clone();
        let key = Key {
            target: environment.map(|place| self.model.environments[place].target.clone()),
            package: result.package.clone(),
            is_family: result.subject == Subject::Family,
            case: result.case.clone(),
        };
        let cases = &mut self.model.cases;
        let target = key.target.clone();
        let environment = environment.map(|place| &self.model.environments[place]);
        let processor = environment.and_then(|environment| {
            figure::processor(environment.cpu.as_deref(), environment.cores)
        });
        let places = self.cases.entry(key).or_default();
        let place = *places.entry(processor).or_insert(cases.len());
        if place == cases.len() {
            cases.push(Case {
                label: String::new(),
                target,
                processor: None,
                latest: dated.with(result),
                time: None,
                samples: None,
                throughput: None,
                counts: None,
                history: Vec::new(),
            });
        } else if cases[place].latest.unix_time_ms <= result.unix_time_ms {
            cases[place].latest = dated.with(result);
        }
        let case = &mut cases[place];
        dated.offer(&mut case.time, time);
        dated.offer(&mut case.samples, samples);
        dated.offer(&mut case.throughput, throughput);
        dated.offer(&mut case.counts, counts);
        case.remember(moment);
    }

    fn run(&mut self, result: &CaseResult, environment: Option<usize>) -> usize {
        let runs = &mut self.model.runs;
        let place = if let Some(place) = self.runs.get(&result.run) {
            *place
        } else {
            self.runs.insert(result.run.clone(), runs.len());
            runs.push(Run {
                name: result.run.clone(),
                began_ms: result.unix_time_ms,
                ended_ms: result.unix_time_ms,
                results: 0,
                environments: Vec::new(),
            });
            runs.len() - 1
        };
        let run = &mut runs[place];
        run.began_ms = run.began_ms.min(result.unix_time_ms);
        run.ended_ms = run.ended_ms.max(result.unix_time_ms);
        run.results += 1;
        if let Some(environment) = environment
            && !run.environments.contains(&environment)
        {
            run.environments.push(environment);
        }
        place
    }

    /// All that was added.
    #[must_use]
    pub fn finish(self) -> Model {
        let mut model = self.model;
        model.cases = machines::joined(model.cases, self.cases.into_values());
        sort_runs(&mut model);
        model.cases.sort_by(|a, b| order(a).cmp(&order(b)));
        label(&mut model);
        for case in &model.cases {
            model.cases_by_outcome.add(case.outcome());
            for budget in case.budgets() {
                model.budgets_by_outcome.add(Outcome::of_budget(budget));
            }
        }
        model
    }
}

impl Dated<()> {
    fn with<T>(&self, value: T) -> Dated<T> {
        Dated {
            unix_time_ms: self.unix_time_ms,
            run: self.run,
            environment: self.environment,
            value,
        }
    }

    /// Puts what was found where nothing newer is.
    fn offer<T>(&self, slot: &mut Option<Dated<T>>, value: Option<T>) {
        let is_newer = slot
            .as_ref()
            .is_none_or(|known| known.unix_time_ms <= self.unix_time_ms);
        if let (true, Some(value)) = (is_newer, value) {
            *slot = Some(self.with(value));
        }
    }
}

impl Case {
    fn remember(&mut self, moment: Moment) {
        let Some(known) = self
            .history
            .iter_mut()
            .find(|known| known.run == moment.run)
        else {
            self.history.push(moment);
            return;
        };
        // A test and a suite of the same run, or a test that was tried again.
        let (older, newer) = if known.unix_time_ms <= moment.unix_time_ms {
            (known.clone(), moment)
        } else {
            (moment, known.clone())
        };
        *known = Moment {
            time: newer.time.or(older.time),
            counts: newer.counts.or(older.counts),
            exponent: newer.exponent.or(older.exponent),
            ..newer
        };
    }
}

/// Whether times of both compare.
fn is_same_machine(a: &Environment, b: &Environment) -> bool {
    a.rustc == b.rustc
        && a.target == b.target
        && a.target_features == b.target_features
        && (&a.opt_level, a.debug_assertions) == (&b.opt_level, b.debug_assertions)
        && a.instrumented == b.instrumented
        && (&a.cpu, a.cores) == (&b.cpu, b.cores)
}

/// The median time of a call: of a suite's samples, or of a test's blocks.
fn time(result: &CaseResult) -> Option<Time> {
    let of_suite = |estimate: &TimeEstimate| Time {
        median: estimate.median_ps,
        lower: estimate.lower_ps,
        upper: estimate.upper_ps,
        confidence: Some(estimate.confidence),
        observations: Some(estimate.observations),
    };
    let of_test = || result.budgets.iter().find_map(time_of_budget);
    result.estimate.as_ref().map(of_suite).or_else(of_test)
}

/// The exponent that a budget on growth measured.
fn exponent(result: &CaseResult) -> Option<f64> {
    let is_growth = |budget: &&BudgetResult| budget.kind == BudgetKind::Growth;
    let budget = result.budgets.iter().find(is_growth)?;
    budget.measured.map(Amount::value)
}

/// What a budget on the median time measured.
fn time_of_budget(budget: &BudgetResult) -> Option<Time> {
    const MEDIAN: [&str; 3] = ["target", "critical", "min_throughput"];
    if !MEDIAN.contains(&budget.option.as_str()) {
        return None;
    }
    let median = whole(budget.measured?.value());
    let or_median = |end: Option<Amount>| end.map_or(median, |end| whole(end.value()));
    Some(Time {
        median,
        lower: or_median(budget.lower),
        upper: or_median(budget.upper),
        confidence: budget.confidence,
        observations: budget.observations,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a time is not negative, and past the range the cast saturates"
)]
fn whole(value: f64) -> u64 {
    value.round() as u64
}

/// Newest first, and every reference to a run with it.
fn sort_runs(model: &mut Model) {
    let mut order = (0..model.runs.len()).collect::<Vec<_>>();
    order.sort_by(|a, b| {
        let key = |place: usize| (model.runs[place].ended_ms, &model.runs[place].name);
        key(*b).cmp(&key(*a))
    });
    let mut new_places = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        new_places[*old] = new;
    }
    model.runs = order.iter().map(|old| model.runs[*old].clone()).collect();
    for case in &mut model.cases {
        case.latest.run = new_places[case.latest.run];
        let others = [
            case.time.as_mut().map(|found| &mut found.run),
            case.samples.as_mut().map(|found| &mut found.run),
            case.throughput.as_mut().map(|found| &mut found.run),
            case.counts.as_mut().map(|found| &mut found.run),
        ];
        let moments = case.history.iter_mut().map(|moment| &mut moment.run);
        for run in others.into_iter().flatten().chain(moments) {
            *run = new_places[*run];
        }
        case.history.sort_by_key(|moment| moment.run);
    }
}

/// By function, then by size, so that 100 comes before 1,000; all sizes together after each.
fn order(case: &Case) -> impl Ord + '_ {
    let result = &case.latest.value;
    (
        (&result.entry, &result.generics, &result.argument),
        result.subject == Subject::Family,
        (result.size, result.threads, &result.case),
        (&result.package, &case.target, &case.processor),
    )
}

/// Names each case as no other is named.
fn label(model: &mut Model) {
    let cases = &mut model.cases;
    let has_many_targets = cases.iter().any(|case| case.target != cases[0].target);
    for case in cases.iter_mut() {
        let result = &case.latest.value;
        let family = if result.subject == Subject::Family {
            " (all sizes)"
        } else {
            ""
        };
        let target = match &case.target {
            Some(target) if has_many_targets => format!(" [{target}]"),
            _ => String::new(),
        };
        let processor = case.processor.as_ref();
        let processor = processor.map_or_else(String::new, |processor| format!(" [{processor}]"));
        case.label = format!("{}{family}{target}{processor}", result.case);
    }
    let mut count: HashMap<String, usize> = HashMap::new();
    for case in cases.iter() {
        *count.entry(case.label.clone()).or_default() += 1;
    }
    for case in cases {
        if count[&case.label] > 1
            && let Some(package) = &case.latest.value.package
        {
            case.label = format!("{} (package {package})", case.label);
        }
    }
}
