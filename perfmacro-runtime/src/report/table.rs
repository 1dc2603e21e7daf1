//! The table behind a `cargo bench`: a row per case.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use crate::entry::Location;
use crate::statistics::Estimate;
use crate::throughput::Throughput;
use crate::time::Picoseconds;
use crate::verdict::Verdict;

use super::told::word;

/// What one case came to.
pub struct Row {
    /// The case's name.
    pub case: String,
    /// Where the attribute stands.
    pub location: Location,
    /// Time per call over Criterion's samples; `None` where it took none.
    pub estimate: Option<Estimate>,
    /// What one call processes.
    pub throughput: Option<Throughput>,
    /// The budget that was judged, any scale included.
    pub budget: Option<Picoseconds>,
    /// The verdict on it.
    pub verdict: Option<Verdict>,
}

/// The columns between the name and the verdict.
const NUMBERS: std::ops::RangeInclusive<usize> = 1..=5;

/// The table, without a trailing line break.
#[must_use]
pub fn table(rows: &[Row]) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header([
            "case",
            "time",
            "interval",
            "throughput",
            "budget",
            "headroom",
            "verdict",
        ])
        .add_rows(rows.iter().map(cells));
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if NUMBERS.contains(&index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

fn cells(row: &Row) -> [String; 7] {
    let absent = || "-".to_owned();
    let estimate = row.estimate;
    [
        row.case.clone(),
        estimate.map_or_else(absent, |estimate| estimate.median.to_string()),
        estimate.map_or_else(absent, |estimate| {
            format!("{} .. {}", estimate.lower, estimate.upper)
        }),
        row.throughput
            .zip(estimate)
            .map_or_else(absent, |(throughput, estimate)| {
                rate(throughput, estimate.median)
            }),
        row.budget.map_or_else(absent, |budget| budget.to_string()),
        row.budget
            .zip(estimate)
            .map_or_else(absent, |(budget, estimate)| headroom(budget, estimate)),
        row.verdict
            .map_or_else(absent, |verdict| word(verdict).to_owned()),
    ]
}

/// The share of the budget that is left; negative past it.
fn headroom(budget: Picoseconds, estimate: Estimate) -> String {
    format!("{:+.1} %", (1.0 - estimate.median.ratio_to(budget)) * 100.0)
}

/// An amount per second, in Criterion's units.
fn rate(throughput: Throughput, time: Picoseconds) -> String {
    let (amount, base, units) = match throughput {
        Throughput::Bytes(bytes) => (bytes, 1024.0, ["B/s", "KiB/s", "MiB/s", "GiB/s"]),
        Throughput::Elements(elements) => (
            elements,
            1000.0,
            ["elem/s", "Kelem/s", "Melem/s", "Gelem/s"],
        ),
    };
    #[expect(clippy::cast_precision_loss, reason = "shown with five digits")]
    let mut rate = amount as f64 / time.as_seconds().max(1e-12);
    let mut unit = 0;
    while rate >= base && unit + 1 < units.len() {
        rate /= base;
        unit += 1;
    }
    format!("{rate:.1} {}", units[unit])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{Doubt, Exemption};

    const PLACE: Location = Location {
        file: "src/lib.rs",
        line: 1,
        column: 1,
    };

    fn row(case: &str, median: u64, throughput: Throughput, budget: u64, verdict: Verdict) -> Row {
        let time = Picoseconds::new;
        Row {
            case: case.to_owned(),
            location: PLACE,
            estimate: Some(Estimate {
                median: time(median),
                lower: time(median / 100 * 99),
                upper: time(median / 100 * 101),
                confidence: 0.95,
                observations: 100,
            }),
            throughput: Some(throughput),
            budget: Some(time(budget)),
            verdict: Some(verdict),
        }
    }

    #[test]
    fn every_verdict_and_every_absence_has_its_words() {
        let rows = [
            row(
                "a::crc/10",
                400_000,
                Throughput::Bytes(1024),
                1_000_000,
                Verdict::Pass,
            ),
            row(
                "a::crc/100",
                2_000_000,
                Throughput::Elements(5),
                1_000_000,
                Verdict::Fail,
            ),
            row(
                "a::sort",
                1_000_000,
                Throughput::Elements(1000),
                1_000_000,
                Verdict::Inconclusive(Doubt::Undecided),
            ),
            row(
                "a::find",
                9_000_000,
                Throughput::Bytes(1),
                1_000_000,
                Verdict::NotEnforced(Exemption::Unoptimized),
            ),
            Row {
                case: "a::plain".to_owned(),
                location: PLACE,
                estimate: None,
                throughput: None,
                budget: None,
                verdict: None,
            },
        ];
        expect_test::expect![[r"
            case          time            interval   throughput  budget  headroom  verdict
            a::crc/10   400 ns    396 ns .. 404 ns    2.4 GiB/s    1 µs   +60.0 %  PASS
            a::crc/100    2 µs  1.98 µs .. 2.02 µs  2.5 Melem/s    1 µs  -100.0 %  FAIL
            a::sort       1 µs   990 ns .. 1.01 µs  1.0 Gelem/s    1 µs    +0.0 %  INCONCLUSIVE
            a::find       9 µs  8.91 µs .. 9.09 µs  108.5 KiB/s    1 µs  -800.0 %  NOT ENFORCED
            a::plain         -                   -            -       -         -  -"]]
        .assert_eq(&table(&rows));
    }
}
