//! The table behind a `cargo bench`: a row per case.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use crate::alloc::Allocations;
use crate::budget::{Counter, Measure};
use crate::enforce::Judged;
use crate::entry::Location;
use crate::statistics::Estimate;
use crate::throughput::Throughput;

use super::told::{Finding, word};

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

/// The columns; those of counts are left out where nothing is counted.
const COLUMNS: [&str; 10] = [
    "case",
    "time",
    "interval",
    "throughput",
    "allocs",
    "bytes",
    "instructions",
    "budget",
    "headroom",
    "verdict",
];
const TIME: usize = 1;
const INTERVAL: usize = 2;
const THROUGHPUT: usize = 3;
const ALLOCS: usize = 4;
const BYTES: usize = 5;
const INSTRUCTIONS: usize = 6;
const BUDGET: usize = 7;
const HEADROOM: usize = 8;
const VERDICT: usize = 9;

type Cells = [String; COLUMNS.len()];

/// The table, without a trailing line break.
#[must_use]
pub fn table(rows: &[Row]) -> String {
    let lines = rows.iter().flat_map(lines).collect::<Vec<_>>();
    let is_counted = |counter| {
        rows.iter()
            .flat_map(|row| &row.judged)
            .any(|judged| matches!(judged, Judged::Count { budget, .. } if column(budget.counter) == counter))
    };
    let are_counted = rows.iter().any(|row| row.allocations.is_some());
    let shown = (0..COLUMNS.len())
        .filter(|index| match *index {
            ALLOCS | BYTES => are_counted || is_counted(ALLOCS) || is_counted(BYTES),
            INSTRUCTIONS => is_counted(INSTRUCTIONS),
            _ => true,
        })
        .collect::<Vec<_>>();
    let line = |cells: &Cells| {
        shown
            .iter()
            .map(|index| cells[*index].clone())
            .collect::<Vec<_>>()
    };
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(line(&COLUMNS.map(str::to_owned)))
        .add_rows(lines.iter().map(line));
    let verdict = table.column_count() - 1;
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if index > 0 && index < verdict {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

/// The column in which a count stands.
fn column(counter: Counter) -> usize {
    match counter {
        Counter::Allocs => ALLOCS,
        Counter::AllocBytes | Counter::Peak | Counter::Leaked => BYTES,
        Counter::Instructions => INSTRUCTIONS,
    }
}

/// One line for the case with its first budget on the median, and one for each further budget.
fn lines(row: &Row) -> Vec<Cells> {
    let is_median = |judged: &&Judged| matches!(judged, Judged::Time { budget, .. } if budget.measure == Measure::Median);
    let first = row.judged.iter().find(is_median);
    let further = row
        .judged
        .iter()
        .filter(|judged| first.is_none_or(|first| !std::ptr::eq(first, *judged)));
    let is_of_case = |judged: &Judged| !matches!(judged, Judged::Growth(_));
    // Of growth there is no case that could have a line of its own.
    let has_own = row.judged.is_empty() || row.judged.iter().any(is_of_case);
    has_own
        .then(|| of_case(row, first))
        .into_iter()
        .chain(further.map(|judged| of_budget(row, judged)))
        .collect()
}

fn of_case(row: &Row, judged: Option<&Judged>) -> Cells {
    let Row {
        estimate,
        throughput,
        allocations,
        ..
    } = row;
    let limit = |judged: &Judged| match judged {
        Judged::Time { budget, .. } => Some(budget.limit),
        Judged::Count { .. } | Judged::Ratio { .. } | Judged::Growth(_) => None,
    };
    let share = judged
        .and_then(limit)
        .zip(*estimate)
        .map(|(limit, estimate)| estimate.value.ratio_to(limit));
    let mut cells = absent();
    cells[0].clone_from(&row.case);
    cells[TIME] = or_absent(estimate.map(|estimate| estimate.value));
    cells[INTERVAL] =
        or_absent(estimate.map(|estimate| format!("{} .. {}", estimate.lower, estimate.upper)));
    cells[THROUGHPUT] = or_absent(
        throughput
            .zip(*estimate)
            .map(|(throughput, estimate)| throughput.rate(estimate.value)),
    );
    cells[ALLOCS] = or_absent(allocations.map(|allocations| allocations.count));
    cells[BYTES] = or_absent(allocations.map(|allocations| allocations.bytes));
    cells[BUDGET] = or_absent(judged.map(|judged| Finding::of(judged).limit));
    cells[HEADROOM] = or_absent(share.map(headroom));
    cells[VERDICT] = or_absent(judged.map(word));
    cells
}

fn of_budget(row: &Row, judged: &Judged) -> Cells {
    let Finding {
        figure,
        interval,
        limit,
        share,
        ..
    } = Finding::of(judged);
    let mut cells = absent();
    cells[0] = match judged {
        Judged::Growth(_) => format!("{} {}", row.case, judged.option()),
        _ => format!("  {}", judged.option()),
    };
    match judged {
        // The bound may be a rate, and what was measured is a time.
        Judged::Time { judgement, .. } => {
            cells[TIME] = or_absent(judgement.estimate.map(|found| found.value));
        }
        Judged::Count { budget, .. } => cells[column(budget.counter)] = or_absent(figure),
        Judged::Ratio { .. } | Judged::Growth(_) => cells[TIME] = or_absent(figure),
    }
    cells[INTERVAL] = or_absent(interval);
    cells[BUDGET] = limit;
    cells[HEADROOM] = or_absent(share.map(headroom));
    word(judged).clone_into(&mut cells[VERDICT]);
    cells
}

fn absent() -> Cells {
    [(); COLUMNS.len()].map(|()| ABSENT.to_owned())
}

/// What stands where there is nothing.
const ABSENT: &str = "-";

fn or_absent(value: Option<impl ToString>) -> String {
    value.map_or_else(|| ABSENT.to_owned(), |value| value.to_string())
}

/// The share of the budget that is left, of what was measured as a share of it; negative past it.
fn headroom(share: f64) -> String {
    if share.is_infinite() {
        return ABSENT.to_owned();
    }
    format!("{:+.1} %", (1.0 - share) * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::{CountBudget, Percentile, TimeBudget};
    use crate::throughput::{Counted, Rate};
    use crate::time::Picoseconds;
    use crate::verdict::{CountJudgement, Doubt, Exemption, Verdict};

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
        let budget = TimeBudget {
            option,
            measure,
            limit: MICROSECOND,
            declared: MICROSECOND,
            throughput: None,
            is_warning: false,
        };
        let judgement = verdict.without_measuring(measure, MICROSECOND);
        Judged::Time { budget, judgement }
    }

    fn measured(mut judged: Judged, median: u64, throughput: Option<(Rate, Throughput)>) -> Judged {
        if let Judged::Time { budget, judgement } = &mut judged {
            budget.throughput = throughput;
            judgement.estimate = Some(estimate(median));
        }
        judged
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
        let Judged::Time { budget, .. } = &mut several.judged[0] else {
            panic!("on time");
        };
        budget.is_warning = true;
        let declared = Rate {
            per_second: 1e9,
            counted: Counted::Bytes,
        };
        several.judged.extend([
            judged("critical", Measure::Median, Verdict::Fail),
            measured(
                judged("p99", Measure::Percentile(Percentile::P99), Verdict::Pass),
                600_000,
                None,
            ),
            measured(
                judged("min_throughput", Measure::Median, Verdict::Pass),
                400_000,
                Some((declared, Throughput::Bytes(1024))),
            ),
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

    #[test]
    fn a_budget_on_a_count_stands_in_its_column() {
        let count = |counter, figure, limit, verdict| Judged::Count {
            budget: CountBudget { counter, limit },
            judgement: CountJudgement {
                verdict,
                figure,
                first_call: None,
                sites: None,
                simulated: None,
            },
        };
        let mut counted = row("a::parse", 400_000, Throughput::Bytes(1024), Verdict::Pass);
        counted.judged.extend([
            count(Counter::Allocs, Some(3), 5, Verdict::Pass),
            count(Counter::Peak, Some(4096), 1024, Verdict::Fail),
            count(Counter::Leaked, Some(8), 0, Verdict::Fail),
            count(Counter::Instructions, Some(1234), 2468, Verdict::Pass),
            count(
                Counter::AllocBytes,
                None,
                9,
                Verdict::NotEnforced(Exemption::Never),
            ),
        ]);
        expect_test::expect![[r"
            case                  time          interval  throughput  allocs  bytes  instructions  budget  headroom  verdict
            a::parse            400 ns  396 ns .. 404 ns   2.4 GiB/s       -      -             -    1 µs   +60.0 %  PASS
              max_allocs             -                 -           -       3      -             -       5   +40.0 %  PASS
              max_peak               -                 -           -       -   4096             -    1024  -300.0 %  FAIL
              max_leaked             -                 -           -       -      8             -       0         -  FAIL
              max_instructions       -                 -           -       -      -          1234    2468   +50.0 %  PASS
              max_alloc_bytes        -                 -           -       -      -             -       9         -  NOT ENFORCED"]]
        .assert_eq(&table(&[counted]));
    }
}
