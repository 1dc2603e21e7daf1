//! What stands below the table: every budget that is not a PASS, with its place.

use std::fmt::Write as _;

use crate::verdict::Verdict;

use super::Row;
use super::told::{Finding, word};

/// One line per budget that is not a PASS, and one that counts them and says `consequence`; `None` where
/// there is none.
#[must_use]
pub fn missed(rows: &[Row], consequence: &str) -> Option<String> {
    let all = || {
        rows.iter()
            .flat_map(|row| row.judged.iter().map(move |judged| (row, judged)))
    };
    let missed = all()
        .filter(|(_, judged)| *judged.verdict() != Verdict::Pass)
        .collect::<Vec<_>>();
    let mut text = String::new();
    for (row, judged) in &missed {
        let Finding { figure, limit, .. } = Finding::of(judged);
        let _ = write!(text, "{} {}: {}", word(judged), row.case, judged.option());
        if let Some(figure) = figure {
            let _ = write!(text, " {figure} of {limit}");
        }
        let _ = writeln!(text, ", declared at {}", row.location);
    }
    let judged = all().count();
    let is = if missed.len() == 1 { "is" } else { "are" };
    let budgets = if judged == 1 { "budget" } else { "budgets" };
    let _ = write!(
        text,
        "{} of {judged} {budgets} {is} not a PASS ({consequence})",
        missed.len()
    );
    (!missed.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::{Measure, TimeBudget};
    use crate::enforce::Judged;
    use crate::entry::Location;
    use crate::statistics;
    use crate::time::Picoseconds;

    fn row(case: &str, verdict: Option<Verdict>) -> Row {
        let limit = Picoseconds::new(1_000_000);
        let judged = verdict.map(|verdict| {
            let budget = TimeBudget {
                option: "target",
                measure: Measure::Median,
                limit,
                declared: limit,
                throughput: None,
                is_warning: false,
            };
            let mut judgement = verdict.without_measuring(Measure::Median, limit);
            judgement.estimate = statistics::median(&[Picoseconds::new(2_000_000)]);
            Judged::Time { budget, judgement }
        });
        Row {
            case: case.to_owned(),
            location: Location {
                file: "src/lib.rs",
                line: 7,
                column: 1,
            },
            estimate: None,
            throughput: None,
            allocations: None,
            judged: judged.into_iter().collect(),
        }
    }

    #[test]
    fn every_miss_has_its_place_and_a_pass_has_no_line() {
        let rows = [
            row("a::x", Some(Verdict::Pass)),
            row("a::y", Some(Verdict::Fail)),
            row("a::z", None),
        ];
        assert_eq!(
            missed(&rows, "shown only").as_deref(),
            Some(
                "FAIL a::y: target 2 µs of 1 µs, declared at src/lib.rs:7:1\n\
                 1 of 2 budgets is not a PASS (shown only)"
            )
        );
        assert_eq!(missed(&rows[..1], "shown only"), None);
    }
}
