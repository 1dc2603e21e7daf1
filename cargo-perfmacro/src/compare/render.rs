//! A comparison as text.

use std::fmt::Write as _;

use serde::Serialize;

use super::comparison::{Change, Comparison, Outcome};
use super::finding::{Figure, Finding, Measure};
use crate::snapshot::{Difference, LeftOut};

/// How a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Columns, for terminals.
    Table,
    /// For pull requests.
    Markdown,
    /// For programs.
    Json,
}

/// Which changes are written for people; programs get all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// All but counts that are equal, which are most of them.
    #[default]
    WithoutEqual,
    /// All.
    All,
}

const HEADINGS: [&str; 6] = ["case", "measure", "base", "new", "change", "finding"];

#[derive(Serialize)]
struct Written<'a> {
    perfmacro_comparison: u64,
    outcome: Option<Outcome>,
    differences: &'a [Difference],
    changes: Vec<WrittenChange<'a>>,
    left_out: &'a [LeftOut],
}

#[derive(Serialize)]
struct WrittenChange<'a> {
    #[serde(flatten)]
    change: &'a Change,
    is_regression: bool,
}

impl Comparison {
    /// As text that ends in a line break.
    #[must_use]
    pub fn render(&self, format: Format, rows: Rows) -> String {
        match format {
            Format::Table => self.table(rows),
            Format::Markdown => self.markdown(rows),
            Format::Json => self.json(),
        }
    }

    fn table(&self, which: Rows) -> String {
        let mut text = self.heading("");
        let mut rows = vec![HEADINGS.map(str::to_owned)];
        rows.extend(self.shown(which).map(|change| self.row(change)));
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
        let widths = [0, 1, 2, 3, 4, 5].map(|column| width(column).unwrap_or_default());
        for row in &rows {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
                // Figures are compared by their ends.
                let _ = match column {
                    2..=4 => write!(line, "{cell:>width$}  "),
                    _ => write!(line, "{cell:<width$}  "),
                };
            }
            text += line.trim_end();
            text.push('\n');
        }
        text + &self.ending(which)
    }

    fn markdown(&self, which: Rows) -> String {
        let mut text = self.heading("- ");
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(text, "| {} |", HEADINGS.join(" | "));
        text += "| --- | --- | ---: | ---: | ---: | --- |\n";
        for change in self.shown(which) {
            let row = self.row(change).map(|cell| cell.replace('|', "\\|"));
            let [case, rest @ ..] = row;
            let _ = writeln!(text, "| `{case}` | {} |", rest.join(" | "));
        }
        text.push('\n');
        text + &self.ending(which)
    }

    fn json(&self) -> String {
        let is_regression = |change| self.settings.is_regression(change);
        let written = Written {
            perfmacro_comparison: 1,
            outcome: self.outcome().ok(),
            differences: &self.differences,
            changes: self
                .changes
                .iter()
                .map(|change| WrittenChange {
                    change,
                    is_regression: is_regression(change),
                })
                .collect(),
            left_out: &self.left_out,
        };
        let text = serde_json::to_string_pretty(&written);
        text.expect("names are keys, and a string takes all") + "\n"
    }

    /// What has to be known before any figure.
    fn heading(&self, mark: &str) -> String {
        let mut text = String::new();
        for difference in &self.differences {
            let _ = writeln!(text, "{mark}{difference}");
        }
        if !self.differences.is_empty() {
            let consequence = if self.settings.across_machines {
                "times are compared all the same, as was asked for"
            } else {
                "times and instructions are not compared across these; allocations are"
            };
            let _ = writeln!(text, "{mark}{consequence}");
        }
        text
    }

    fn row(&self, change: &Change) -> [String; 6] {
        let figure = |figure: &Option<Figure>| {
            figure
                .as_ref()
                .map_or_else(|| "-".to_owned(), Figure::to_string)
        };
        let percent = change.ratio.map_or_else(
            || "-".to_owned(),
            |ratio| format!("{:+.1} %", (ratio - 1.0) * 100.0),
        );
        let case = match &change.machine {
            None => change.case.clone(),
            Some(machine) => format!("{} [{machine}]", change.case),
        };
        [
            case,
            change.measure.name().to_owned(),
            figure(&change.base),
            figure(&change.new),
            percent,
            self.told(change),
        ]
    }

    fn told(&self, change: &Change) -> String {
        let bands = self.settings.bands;
        let smallest = || bands.name(super::Band::Small);
        match &change.finding {
            Finding::Equal => "equal".to_owned(),
            Finding::NotSignificant => "no change: intervals overlap".to_owned(),
            Finding::NotRelevant => format!("no change: {}", smallest()),
            Finding::Worse(band) if self.settings.is_regression(change) => {
                format!("REGRESSION, {}{}", bands.name(*band), significance(change))
            }
            Finding::Worse(band) => {
                format!("slower, {}{}", bands.name(*band), significance(change))
            }
            Finding::Better(band) => {
                format!("improved, {}{}", bands.name(*band), significance(change))
            }
            Finding::Incomparable(reason) => format!("not comparable: {reason}"),
            Finding::OnlyInBase => "only in the base".to_owned(),
            Finding::OnlyInNew => "new: no base".to_owned(),
        }
    }

    fn shown(&self, rows: Rows) -> impl Iterator<Item = &Change> {
        let is_shown =
            move |change: &&Change| rows == Rows::All || change.finding != Finding::Equal;
        self.changes.iter().filter(is_shown)
    }

    fn ending(&self, rows: Rows) -> String {
        let mut text = String::new();
        for LeftOut { case, reason } in &self.left_out {
            let _ = writeln!(text, "left out: {case}: {reason}");
        }
        let count =
            |is: &dyn Fn(&Change) -> bool| self.changes.iter().filter(|change| is(change)).count();
        let _ = writeln!(
            text,
            "{} regressions, {} improvements, {} figures compared, {} not comparable, {} only in the base, {} new",
            self.regressions().count(),
            count(&|change| matches!(change.finding, Finding::Better(_))),
            count(&|change| change.finding.is_compared()),
            count(&|change| matches!(change.finding, Finding::Incomparable(_))),
            count(&|change| change.finding == Finding::OnlyInBase),
            count(&|change| change.finding == Finding::OnlyInNew),
        );
        let hidden = self.changes.len() - self.shown(rows).count();
        if hidden > 0 {
            let _ = writeln!(text, "{hidden} counts are equal: --all shows them");
        }
        if self.regressions().any(is_of_few_processes) {
            text += "a time of fewer than three processes may be the machine's phase: measure again into the same run\n";
        }
        text
    }
}

/// Whether a side's time is of so few that a slow machine looks like slow code.
fn is_of_few_processes(change: &Change) -> bool {
    const ENOUGH: u64 = 3;
    let is_of_few = |figure: &Option<Figure>| match figure {
        Some(Figure::Time(time)) => time.processes < ENOUGH,
        _ => false,
    };
    is_of_few(&change.base) || is_of_few(&change.new)
}

fn significance(change: &Change) -> &'static str {
    match change.measure {
        Measure::Time => ", significant",
        Measure::Count(_) => ", exact",
    }
}
