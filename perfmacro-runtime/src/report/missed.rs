//! What stands below the table: every budget that is not a PASS, with its place.

use std::fmt::Write as _;

use crate::verdict::Verdict;

use super::Row;
use super::told::word;

/// One line per row whose verdict is not a PASS, and one that counts them and says `consequence`; `None`
/// where there is none.
#[must_use]
pub fn missed(rows: &[Row], consequence: &str) -> Option<String> {
    let judged = rows.iter().filter(|row| row.verdict.is_some()).count();
    let missed = rows
        .iter()
        .filter_map(|row| {
            row.verdict
                .filter(|verdict| *verdict != Verdict::Pass)
                .map(|verdict| (row, verdict))
        })
        .collect::<Vec<_>>();
    let mut text = String::new();
    for (row, verdict) in &missed {
        let _ = write!(text, "{} {}", word(*verdict), row.case);
        if let Some((estimate, budget)) = row.estimate.zip(row.budget) {
            let _ = write!(text, ": {} of {budget}", estimate.median);
        }
        let _ = writeln!(text, ", declared at {}", row.location);
    }
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
    use crate::entry::Location;
    use crate::statistics;
    use crate::time::Picoseconds;

    fn row(case: &str, verdict: Option<Verdict>) -> Row {
        Row {
            case: case.to_owned(),
            location: Location {
                file: "src/lib.rs",
                line: 7,
                column: 1,
            },
            estimate: statistics::median(&[Picoseconds::new(2_000_000)]),
            throughput: None,
            budget: verdict.map(|_| Picoseconds::new(1_000_000)),
            verdict,
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
                "FAIL a::y: 2 µs of 1 µs, declared at src/lib.rs:7:1\n\
                 1 of 2 budgets is not a PASS (shown only)"
            )
        );
        assert_eq!(missed(&rows[..1], "shown only"), None);
    }
}
