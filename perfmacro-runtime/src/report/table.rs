//! The table behind a `cargo bench`: a row per case.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use crate::alloc::Allocations;
use crate::budget::Measure;
use crate::enforce::Judged;
use crate::entry::Location;
use crate::statistics::Estimate;
use crate::throughput::Throughput;
use crate::time::Picoseconds;

use super::told::{limit, word};

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
    /// What one call allocates; `None` where nothing counts.
    pub allocations: Option<Allocations>,
    /// Its budgets, in the order they are declared.
    pub judged: Vec<Judged>,
}

/// Where the columns of allocations stand, if there are any.
const ALLOCATIONS: usize = 4;

/// The table, without a trailing line break.
#[must_use]
pub fn table(rows: &[Row]) -> String {
    let header = [
        "case",
        "time",
        "interval",
        "throughput",
        "allocs",
        "bytes",
        "budget",
        "headroom",
        "verdict",
    ];
    let are_counted = rows.iter().any(|row| row.allocations.is_some());
    let shown = |mut cells: Vec<String>| {
        if !are_counted {
            cells.drain(ALLOCATIONS..ALLOCATIONS + 2);
        }
        cells
    };
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(shown(header.map(str::to_owned).into()))
        .add_rows(rows.iter().flat_map(lines).map(|cells| shown(cells.into())));
    let verdict = table.column_count() - 1;
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if index > 0 && index < verdict {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

/// One line for the case with its first budget on the median, and one for each further budget.
fn lines(row: &Row) -> Vec<[String; 9]> {
    let is_median = |judged: &&Judged| judged.budget.measure == Measure::Median;
    let first = row.judged.iter().find(is_median);
    let own = Line {
        name: row.case.clone(),
        estimate: row.estimate,
        throughput: row.throughput,
        allocations: row.allocations,
        judged: first,
    };
    let further = row
        .judged
        .iter()
        .filter(|judged| first.is_none_or(|first| !std::ptr::eq(first, *judged)))
        .map(|judged| Line {
            name: format!("  {}", judged.budget.option),
            estimate: judged.judgement.estimate,
            throughput: None,
            allocations: None,
            judged: Some(judged),
        });
    std::iter::once(own)
        .chain(further)
        .map(Line::cells)
        .collect()
}

struct Line<'a> {
    name: String,
    estimate: Option<Estimate>,
    throughput: Option<Throughput>,
    allocations: Option<Allocations>,
    judged: Option<&'a Judged>,
}

impl Line<'_> {
    fn cells(self) -> [String; 9] {
        let Line {
            name,
            estimate,
            throughput,
            allocations,
            judged,
        } = self;
        let absent = || "-".to_owned();
        [
            name,
            estimate.map_or_else(absent, |estimate| estimate.value.to_string()),
            estimate.map_or_else(absent, |estimate| {
                format!("{} .. {}", estimate.lower, estimate.upper)
            }),
            throughput
                .zip(estimate)
                .map_or_else(absent, |(throughput, estimate)| {
                    throughput.rate(estimate.value).to_string()
                }),
            allocations.map_or_else(absent, |allocations| allocations.count.to_string()),
            allocations.map_or_else(absent, |allocations| allocations.bytes.to_string()),
            judged.map_or_else(absent, |judged| limit(&judged.budget)),
            judged
                .zip(estimate)
                .map_or_else(absent, |(judged, estimate)| {
                    headroom(judged.budget.limit, estimate)
                }),
            judged.map_or_else(absent, |judged| word(judged).to_owned()),
        ]
    }
}

/// The share of the budget that is left; negative past it.
fn headroom(budget: Picoseconds, estimate: Estimate) -> String {
    format!("{:+.1} %", (1.0 - estimate.value.ratio_to(budget)) * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::{CaseBudget, Percentile};
    use crate::throughput::{Counted, Rate};
    use crate::verdict::{Doubt, Exemption, Verdict};

    const PLACE: Location = Location {
        file: "src/lib.rs",
        line: 1,
        column: 1,
    };
    const MICROSECOND: Picoseconds = Picoseconds::new(1_000_000);

    fn estimate(median: u64) -> Estimate {
        let time = Picoseconds::new;
        Estimate {
            value: time(median),
            lower: time(median / 100 * 99),
            upper: time(median / 100 * 101),
            confidence: 0.95,
            observations: 100,
        }
    }

    fn judged(option: &'static str, measure: Measure, verdict: Verdict) -> Judged {
        let budget = CaseBudget {
            option,
            measure,
            limit: MICROSECOND,
            declared: MICROSECOND,
            throughput: None,
            is_warning: false,
        };
        let judgement = verdict.without_measuring(measure, MICROSECOND);
        Judged { budget, judgement }
    }

    fn row(case: &str, median: u64, throughput: Throughput, verdict: Verdict) -> Row {
        Row {
            case: case.to_owned(),
            location: PLACE,
            estimate: Some(estimate(median)),
            throughput: Some(throughput),
            allocations: None,
            judged: vec![judged("target", Measure::Median, verdict)],
        }
    }

    #[test]
    fn every_verdict_and_every_absence_has_its_words() {
        let rows = [
            row("a::crc/10", 400_000, Throughput::Bytes(1024), Verdict::Pass),
            row(
                "a::crc/100",
                2_000_000,
                Throughput::Elements(5),
                Verdict::Fail,
            ),
            row(
                "a::sort",
                1_000_000,
                Throughput::Elements(1000),
                Verdict::Inconclusive(Doubt::Undecided),
            ),
            row(
                "a::find",
                9_000_000,
                Throughput::Bytes(1),
                Verdict::NotEnforced(Exemption::Unoptimized),
            ),
            Row {
                case: "a::plain".to_owned(),
                location: PLACE,
                estimate: None,
                throughput: None,
                allocations: None,
                judged: Vec::new(),
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

    #[test]
    fn each_further_budget_has_a_line() {
        let mut several = row("a::parse", 400_000, Throughput::Bytes(1024), Verdict::Fail);
        several.judged[0].budget.is_warning = true;
        let mut tail = judged("p99", Measure::Percentile(Percentile::P99), Verdict::Pass);
        tail.judgement.estimate = Some(estimate(600_000));
        let mut rate = judged("min_throughput", Measure::Median, Verdict::Pass);
        let declared = Rate {
            per_second: 1e9,
            counted: Counted::Bytes,
        };
        rate.budget.throughput = Some((declared, Throughput::Bytes(1024)));
        rate.judgement.estimate = Some(estimate(400_000));
        several.judged.extend([
            judged("critical", Measure::Median, Verdict::Fail),
            tail,
            rate,
        ]);
        expect_test::expect![[r"
            case                time          interval  throughput       budget  headroom  verdict
            a::parse          400 ns  396 ns .. 404 ns   2.4 GiB/s         1 µs   +60.0 %  WARN
              critical             -                 -           -         1 µs         -  FAIL
              p99             600 ns  594 ns .. 606 ns           -         1 µs   +40.0 %  PASS
              min_throughput  400 ns  396 ns .. 404 ns           -  976.6 MiB/s   +60.0 %  PASS"]]
        .assert_eq(&table(&[several]));
    }

    #[test]
    fn allocations_have_columns_where_they_are_counted() {
        let mut counted = row("a::parse", 400_000, Throughput::Bytes(1024), Verdict::Pass);
        counted.allocations = Some(Allocations {
            count: 3,
            bytes: 4096,
            ..Allocations::default()
        });
        let threads = row("a::spread", 400_000, Throughput::Bytes(1024), Verdict::Pass);
        expect_test::expect![[r"
            case         time          interval  throughput  allocs  bytes  budget  headroom  verdict
            a::parse   400 ns  396 ns .. 404 ns   2.4 GiB/s       3   4096    1 µs   +60.0 %  PASS
            a::spread  400 ns  396 ns .. 404 ns   2.4 GiB/s       -      -    1 µs   +60.0 %  PASS"]]
        .assert_eq(&table(&[counted, threads]));
    }
}
