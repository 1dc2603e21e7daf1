//! The results as a Markdown table.

use std::fmt::Write as _;

use perfmacro_benches::median::Median;

use crate::contest::Pair;
use crate::functions::Function;

/// What an empty function may measure more, in nanoseconds.
const MOST_FOR_NOTHING: f64 = 0.5;
/// How far the ratio of any other may be from 1.
const MOST_ASIDE: f64 = 0.05;

const LEGEND: &str = "\
Nanoseconds per call, medians over the samples with an interval of 95 %. The difference and the ratio are of
the two loops of one sample, generated against by hand, and their medians are over the samples. The goal is a
difference under 0.5 ns where the function does nothing, and a ratio within 5 % of 1 where it does something.
Written by `cargo run --release -p perfmacro-benches --bin loop_cost`.
";

/// A function and what was measured of it.
pub(crate) struct Row {
    pub(crate) function: Function,
    pub(crate) pairs: Vec<Pair>,
}

/// The table and what it says.
pub(crate) fn render(rows: &[Row]) -> String {
    let mut text = "# The loop that the attribute generates, beside Criterion's by hand

| function | by hand | generated | difference | ratio | samples | goal |
| --- | --: | --: | --: | --: | --: | --- |
"
    .to_owned();
    for row in rows {
        let of = |figure: fn(&Pair) -> f64| Median::of(row.pairs.iter().map(figure));
        let difference = of(|pair| pair.generated - pair.by_hand);
        let ratio = of(|pair| pair.generated / pair.by_hand);
        let _ = writeln!(
            text,
            "| `{}`{} | {} | {} | {} | {} | {} | {} |",
            row.function.signature,
            if row.function.is_empty { ", empty" } else { "" },
            cell(of(|pair| pair.by_hand)),
            cell(of(|pair| pair.generated)),
            cell(difference),
            cell(ratio),
            row.pairs.len(),
            if is_met(row.function, difference, ratio) {
                "met"
            } else {
                "missed"
            }
        );
    }
    format!("{text}\n{LEGEND}")
}

fn is_met(function: Function, difference: Median, ratio: Median) -> bool {
    if function.is_empty {
        difference.value < MOST_FOR_NOTHING
    } else {
        (ratio.value - 1.0).abs() <= MOST_ASIDE
    }
}

fn cell(median: Median) -> String {
    // Rounded before it is written, so that there is no zero with a sign.
    let [value, lower, upper] =
        [median.value, median.lower, median.upper].map(|figure| (figure * 1e3).round() / 1e3 + 0.0);
    format!("{value:.3} ({lower:.3} to {upper:.3})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_told() {
        let row = |function, by_hand, generated| Row {
            function,
            pairs: vec![Pair { by_hand, generated }],
        };
        let rows = [
            row(Function::ALL[0], 0.3, 0.79),
            row(Function::ALL[1], 0.3, 0.81),
            row(Function::ALL[2], 5.0, 5.2),
            row(Function::ALL[2], 5.0, 5.3),
        ];
        let text = render(&rows);
        let goals = text
            .lines()
            .skip(4)
            .take(4)
            .map(|line| line.ends_with("| met |"));
        assert_eq!(goals.collect::<Vec<_>>(), [true, false, true, false]);
    }
}
