//! What came of all comparisons, as a table.

use std::fmt::Write as _;

use perfmacro_benches::load::Condition;

/// The comparisons of one kind under one condition.
pub(crate) struct Row {
    pub(crate) condition: Condition,
    /// Whether the later run of each pair does 15 % more work.
    pub(crate) is_slower: bool,
    /// Cases with a regression, of each comparison.
    pub(crate) regressions: Vec<usize>,
    /// Of each case of each comparison the ratio that decided.
    pub(crate) ratios: Vec<f64>,
}

impl Row {
    /// Comparisons that say of every one of `functions` what is right.
    pub(crate) fn right(&self, functions: usize) -> usize {
        let expected = if self.is_slower { functions } else { 0 };
        let right = self.regressions.iter().filter(|found| **found == expected);
        right.count()
    }
}

/// The whole file.
pub(crate) fn render(rows: &[Row], functions: usize) -> String {
    let mut text = "# Comparisons of runs\n\n| condition | the later run | comparisons | of which right | cases with a regression | ratios |\n| --- | --- | --: | --: | --: | --: |\n".to_owned();
    for row in rows {
        let later = if row.is_slower {
            "15 % more work"
        } else {
            "the same"
        };
        let (condition, all) = (row.condition.label(), row.regressions.len());
        let cases = row.regressions.iter().sum::<usize>();
        let right = row.right(functions);
        let smallest = row.ratios.iter().copied().fold(f64::INFINITY, f64::min);
        let largest = row.ratios.iter().copied().fold(0.0, f64::max);
        let _ = writeln!(
            text,
            "| {condition} | {later} | {all} | **{right}** | {cases} of {} | {smallest:.3} to {largest:.3} |",
            all * functions
        );
    }
    text + "
Each run is one `cargo bench` of three functions (arithmetic, a checksum of 20 KB, strings) with a second of
measurement each, as `compare` reads it: with the samples of the two fresh processes that a suite asks. Runs take
turns: as it is, as it is again, with more work. A comparison is right where it finds no regression in any case of the
same executable, or one in each case of the slower one. Written by
`cargo run --release -p perfmacro-benches --bin comparisons`.
"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_is_all_or_none() {
        let row = |is_slower| Row {
            condition: Condition::Idle,
            is_slower,
            regressions: vec![0, 1, 3, 3],
            ratios: vec![1.0],
        };
        assert_eq!((row(false).right(3), row(true).right(3)), (1, 2));
    }
}
