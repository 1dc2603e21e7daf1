//! The report: a Markdown table and what it was measured with.

use std::thread;

use crate::arguments::Arguments;
use crate::contestant::Contestant;

/// What was found out about one contestant.
pub(crate) struct Measurement {
    /// Whom it is about.
    pub(crate) contestant: Contestant,
    /// The number of crates in its dependency graph.
    pub(crate) crates: usize,
    /// The first build, dependencies included, if that was asked for.
    pub(crate) cold_seconds: Option<f64>,
    /// Every timed rebuild, in the order of the rounds.
    pub(crate) rebuild_seconds: Vec<f64>,
}

impl Measurement {
    /// The quickest rebuild: the one least disturbed by other programs.
    fn minimum(&self) -> f64 {
        self.rebuild_seconds
            .iter()
            .copied()
            .fold(f64::INFINITY, f64::min)
    }

    /// The middle of the rebuilds; of an even number, between the middle two.
    fn median(&self) -> f64 {
        let mut sorted = self.rebuild_seconds.clone();
        sorted.sort_by(f64::total_cmp);
        let (lower, upper) = ((sorted.len() - 1) / 2, sorted.len() / 2);
        f64::midpoint(sorted[lower], sorted[upper])
    }
}

/// The whole report. Every measurement has at least one rebuild.
pub(crate) fn render(
    measurements: &[Measurement],
    arguments: &Arguments,
    rustc_version: &str,
) -> String {
    let perfmacro = find(measurements, Contestant::Perfmacro);
    let mut lines = vec![
        "| contestant | crates | cold build s | rebuild min s | rebuild median s \
         | min / perfmacro | median / perfmacro |"
            .to_owned(),
        "|---|---:|---:|---:|---:|---:|---:|".to_owned(),
    ];
    lines.extend(
        measurements
            .iter()
            .map(|measurement| row(measurement, perfmacro)),
    );
    lines.push(String::new());
    if let (Some(perfmacro), Some(divan)) = (perfmacro, find(measurements, Contestant::Divan)) {
        lines.push(format!(
            "perfmacro / divan: {:.3} (min), {:.3} (median)\n",
            perfmacro.minimum() / divan.minimum(),
            perfmacro.median() / divan.median()
        ));
    }
    lines.push(conditions(arguments, rustc_version));
    lines.join("\n")
}

/// One row of the table; what was not measured is a dash.
fn row(measurement: &Measurement, perfmacro: Option<&Measurement>) -> String {
    let (minimum, median) = (measurement.minimum(), measurement.median());
    format!(
        "| {} | {} | {} | {minimum:.2} | {median:.2} | {} | {} |",
        measurement.contestant,
        measurement.crates,
        or_dash(measurement.cold_seconds),
        or_dash(perfmacro.map(|perfmacro| minimum / perfmacro.minimum())),
        or_dash(perfmacro.map(|perfmacro| median / perfmacro.median())),
    )
}

/// The line that says under which conditions the numbers were taken.
fn conditions(arguments: &Arguments, rustc_version: &str) -> String {
    let cores = thread::available_parallelism().map_or_else(
        |_| "unknown number of".to_owned(),
        |count| count.to_string(),
    );
    let Arguments {
        functions, rounds, ..
    } = arguments;
    format!("{rustc_version}; {cores} cores; {functions} functions; {rounds} rounds")
}

/// The measurement of that contestant, if it took part.
fn find(measurements: &[Measurement], contestant: Contestant) -> Option<&Measurement> {
    measurements
        .iter()
        .find(|measurement| measurement.contestant == contestant)
}

/// A number with two decimals, or a dash for one that was not measured.
fn or_dash(number: Option<f64>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| format!("{number:.2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measurement(contestant: Contestant, rebuild_seconds: &[f64]) -> Measurement {
        Measurement {
            contestant,
            crates: 7,
            cold_seconds: None,
            rebuild_seconds: rebuild_seconds.to_vec(),
        }
    }

    #[test]
    fn rows_relate_to_perfmacro() {
        let perfmacro = measurement(Contestant::Perfmacro, &[3.0, 2.0]);
        let divan = measurement(Contestant::Divan, &[9.0, 4.0, 5.0]);
        assert_eq!(
            row(&divan, Some(&perfmacro)),
            "| divan | 7 | - | 4.00 | 5.00 | 2.00 | 2.00 |"
        );
        assert_eq!(row(&divan, None), "| divan | 7 | - | 4.00 | 5.00 | - | - |");
    }
}
