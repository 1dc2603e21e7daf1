//! The results as a Markdown table.

use std::fmt::Write as _;

use perfmacro_benches::median::Median;

use crate::contest::{Pair, Row};

/// What a function may take more that allocates nothing, as a share.
const MOST: f64 = 0.01;
/// What one may that allocates.
const MOST_OF_ALLOCATING: f64 = 0.05;

const LEGEND: &str = "\
Nanoseconds per call, and what the build with feature `alloc` takes for each that the build without it takes:
medians over the samples with an interval of 95 %. Both builds take turns in every sample, as two processes,
and align functions and loops, which lie anew in every build and would differ by more than what is looked for.
The goal is a ratio of at most 1.01 where a call allocates nothing, and of at most 1.05 where it does. Written by
`cargo run --release -p perfmacro-benches --bin alloc_cost`.
";

/// The table and what it says.
pub(crate) fn render(rows: &[Row]) -> String {
    let mut text = "# What the counting allocator costs where nothing is counted

| function | allocates | without | with | ratio | samples | goal |
| --- | --- | --: | --: | --: | --: | --- |
"
    .to_owned();
    for row in rows {
        let of = |figure: fn(&Pair) -> f64| Median::of(row.pairs.iter().map(figure));
        let ratio = of(|pair| pair.with / pair.without);
        let function = row.function;
        let _ = writeln!(
            text,
            "| {} | {} | {:.1} | {:.1} | {:.4} ({:.4} to {:.4}) | {} | {} |",
            function.name,
            if function.allocates { "yes" } else { "no" },
            of(|pair| pair.without).value,
            of(|pair| pair.with).value,
            ratio.value,
            ratio.lower,
            ratio.upper,
            row.pairs.len(),
            if is_met(function.allocates, ratio) {
                "met"
            } else {
                "missed"
            }
        );
    }
    format!("{text}\n{LEGEND}")
}

fn is_met(allocates: bool, ratio: Median) -> bool {
    ratio.value - 1.0 <= if allocates { MOST_OF_ALLOCATING } else { MOST }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions::Function;

    #[test]
    fn goals_are_told() {
        let [still, .., allocating] = Function::ALL;
        let row = |function, with| Row {
            function,
            pairs: vec![Pair { without: 1.0, with }],
        };
        let rows = [
            row(still, 1.009),
            row(still, 1.011),
            row(allocating, 1.049),
            row(allocating, 1.051),
        ];
        let text = render(&rows);
        let goals = text
            .lines()
            .skip(4)
            .take(4)
            .map(|line| line.ends_with("| met |"))
            .collect::<Vec<_>>();
        assert_eq!(goals, [true, false, true, false]);
    }
}
