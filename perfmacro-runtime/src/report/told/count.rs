//! What there is to tell of a budget on a count.

use crate::alloc::Scope;
use crate::budget::{CountBudget, Counter};
use crate::entry::Entry;
use crate::instructions::Simulated;
use crate::verdict::CountJudgement;

use super::{Finding, Line, plural};

/// How many call sites are told.
const SITES: usize = 5;

pub(super) fn finding(budget: CountBudget, judgement: &CountJudgement) -> Finding {
    let CountBudget { counter, limit } = budget;
    #[expect(clippy::cast_precision_loss, reason = "a share for people to read")]
    let share = judgement.figure.map(|figure| match (figure, limit) {
        (0, 0) => 1.0,
        _ => figure as f64 / limit as f64,
    });
    Finding {
        figure: judgement.figure.map(|figure| figure.to_string()),
        interval: None,
        limit: limit.to_string(),
        note: judgement
            .first_call
            .filter(|first| Some(*first) != judgement.figure)
            .map(|first| format!(", and {first} in the first call")),
        excess: judgement
            .figure
            .map(|figure| amount(counter, figure.saturating_sub(limit))),
        share,
    }
}

pub(super) fn account(
    budget: &CountBudget,
    judgement: &CountJudgement,
    entry: &Entry,
) -> Vec<Line> {
    let CountBudget { counter, limit } = *budget;
    let mut lines = Vec::new();
    if let Some(figure) = judgement.figure {
        let first_call = judgement
            .first_call
            .filter(|first| *first != figure)
            .map_or_else(String::new, |first| format!(", and {first} in the first"));
        lines.push((
            "measured",
            format!("{} per call{first_call}", amount(counter, figure)),
        ));
    }
    lines.push((
        "budget",
        format!("{} ({})", amount(counter, limit), counter.option()),
    ));
    if let Some(simulated) = judgement.simulated {
        lines.push(("simulated", beside(simulated)));
    }
    lines.extend(sites(counter, judgement));
    if counter == Counter::Leaked
        && judgement.sites.is_some()
        && entry.options.alloc_scope == Scope::Thread
    {
        lines.push((
            "",
            "what another thread frees counts as left behind: `alloc_scope = \"process\"` hears of it"
                .to_owned(),
        ));
    }
    if counter.is_of_allocations() && !(entry.is_optimized)() {
        lines.push((
            "build",
            "without optimisation, which may take allocations away".to_owned(),
        ));
    }
    lines
}

/// The places that allocate most, and of what is left behind those that leave it.
fn sites(counter: Counter, judgement: &CountJudgement) -> Vec<Line> {
    let Some(found) = &judgement.sites else {
        return Vec::new();
    };
    let of_leaks = counter == Counter::Leaked;
    let mut sites = found
        .sites
        .iter()
        .filter(|site| !of_leaks || site.leaked > 0)
        .collect::<Vec<_>>();
    match counter {
        Counter::Allocs | Counter::Instructions => {}
        Counter::AllocBytes | Counter::Peak => {
            sites.sort_by_key(|site| std::cmp::Reverse(site.bytes));
        }
        Counter::Leaked => sites.sort_by_key(|site| std::cmp::Reverse(site.leaked)),
    }
    let mut lines = Vec::new();
    for site in sites.iter().take(SITES) {
        let bytes = if of_leaks {
            format!("{} never freed", amount(Counter::AllocBytes, site.leaked))
        } else {
            amount(Counter::AllocBytes, site.bytes)
        };
        let label = if lines.is_empty() { "allocated" } else { "" };
        let count = amount(Counter::Allocs, site.count);
        lines.push((label, format!("{site}: {count}, {bytes}")));
    }
    let more = sites.len().saturating_sub(SITES);
    if more > 0 {
        lines.push(("", format!("and at {more} more place{}", plural(more))));
    }
    if found.untraced > 0 {
        lines.push(("", format!("and {} that left no trace", found.untraced)));
    }
    if !sites.is_empty() && found.are_without_lines() {
        lines.push((
            "",
            "lines are there with `debug = \"line-tables-only\"` in the profile".to_owned(),
        ));
    }
    lines
}

/// What a simulated machine does beside the instructions.
fn beside(simulated: Simulated) -> String {
    let Simulated {
        accesses,
        l1_misses,
        last_level_misses,
        branches,
        mispredicted,
    } = simulated;
    format!(
        "{accesses} reads and writes, {l1_misses} beyond the first cache and {last_level_misses} beyond the \
         last; {branches} branches, {mispredicted} mispredicted"
    )
}

/// `3 allocations`, `1 byte`
fn amount(counter: Counter, figure: u64) -> String {
    let noun = match counter {
        Counter::Allocs => "allocation",
        Counter::AllocBytes | Counter::Peak | Counter::Leaked => "byte",
        Counter::Instructions => "instruction",
    };
    let plural = if figure == 1 { "" } else { "s" };
    format!("{figure} {noun}{plural}")
}
