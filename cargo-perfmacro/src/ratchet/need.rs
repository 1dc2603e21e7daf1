//! What the cases at an attribute take, and what budgets they have.

use std::collections::{BTreeMap, BTreeSet};

use perfmacro_runtime::Counter;
use perfmacro_runtime::record::{
    Amount, BudgetKind, BudgetResult, CaseResult, Place, Records, Subject,
};

/// The options on the time of calls that are proposed. A rate and `critical` are decisions, and no measurements.
pub(super) const TIMES: [&str; 5] = ["target", "p50", "p90", "p99", "p999"];

/// All that was measured at one attribute.
#[derive(Clone, Debug, Default)]
pub(super) struct Need {
    /// The function's name.
    pub(super) function: String,
    /// The upper end of what an option of [`TIMES`] was measured as, in picoseconds, of the slowest case.
    pub(super) times: BTreeMap<&'static str, u64>,
    /// What was counted, of the case with most.
    pub(super) counts: BTreeMap<&'static str, u64>,
    /// The strictest limit that any case has by an option.
    pub(super) declared: BTreeMap<String, u64>,
    /// Options that the cases have budgets by.
    pub(super) options: BTreeSet<String>,
    /// The sizes that were measured.
    pub(super) sizes: BTreeSet<u64>,
    /// Whether times are of a build without optimisation, which are nobody's budget.
    pub(super) has_unoptimized: bool,
}

/// By place: file, line, column, and the function, since a place in a macro is of many.
pub(super) fn needs(records: &Records) -> BTreeMap<(String, u32, u32, String), Need> {
    let mut needs = BTreeMap::<_, Need>::new();
    for result in &records.results {
        let Place { file, line, column } = &result.location;
        let function = result.entry.rsplit("::").next().unwrap_or_default();
        let key = (file.clone(), *line, *column, function.to_owned());
        let need = needs.entry(key).or_default();
        function.clone_into(&mut need.function);
        need.add(result);
    }
    needs
}

impl Need {
    fn add(&mut self, result: &CaseResult) {
        for budget in &result.budgets {
            self.options.insert(budget.option.clone());
            if let Amount::Whole(limit) = budget.declared {
                let strictest = self.declared.entry(budget.option.clone()).or_insert(limit);
                *strictest = limit.min(*strictest);
            }
        }
        if result.subject != Subject::Case || result.inject.is_some() {
            return;
        }
        if result.estimate.is_some() || result.counts.is_some() || !result.budgets.is_empty() {
            self.sizes.extend(result.size);
        }
        if let Some(counts) = &result.counts {
            let counts = crate::snapshot::MeasuredCounts::of(counts);
            for counter in Counter::ALL {
                if let Some(count) = counts.get(counter) {
                    raise(&mut self.counts, counter.option(), count);
                }
            }
        }
        if !result.optimized {
            self.has_unoptimized = true;
            return;
        }
        for name in TIMES {
            let by_budget = result
                .budgets
                .iter()
                .find(|budget| budget.option == name && budget.kind == BudgetKind::Time)
                .and_then(upper);
            // A suite has many samples, spread in time.
            let by_suite = result.estimate.as_ref().map(|estimate| estimate.upper_ps);
            let found = match name {
                "target" | "p50" => by_suite.or(by_budget),
                _ => by_budget,
            };
            if let Some(found) = found {
                raise(&mut self.times, name, found);
            }
        }
    }
}

fn upper(budget: &BudgetResult) -> Option<u64> {
    match budget.upper? {
        Amount::Whole(upper) => Some(upper),
        Amount::Fraction(_) => None,
    }
}

fn raise(figures: &mut BTreeMap<&'static str, u64>, option: &'static str, figure: u64) {
    let most = figures.entry(option).or_insert(figure);
    *most = figure.max(*most);
}
