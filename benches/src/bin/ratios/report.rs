//! The results as Markdown tables.

use std::fmt::Write as _;

use perfmacro_benches::load::Condition;
use perfmacro_runtime::verdict::Verdict;

use crate::contest::Contest;
use crate::trial::Trial;

const LEGEND: &str = "\
PASS, FAIL and INCONCLUSIVE of the judgements, of which the bold verdict is right. The ratio is the middle one of
the judgements' medians, with the smallest and the largest; the width is that of their intervals of 95 % as a share of
the ratio, the middle one and the widest; `holds 1` counts the intervals that hold 1, where that is the truth but for
where the two copies' code lies. Pairs and time are the middle judgement's. The goals: no wrong verdict, an interval
narrower than 4 %, and one that holds 1 wherever a function is compared with itself, as often as it says. Written by
`cargo run --release -p perfmacro-benches --bin ratios`.
";

/// A contest and its judgements.
pub(crate) struct Row {
    pub(crate) contest: Contest,
    pub(crate) trials: Vec<Trial>,
}

/// What was measured beside one load.
pub(crate) struct Section {
    pub(crate) condition: Condition,
    pub(crate) rows: Vec<Row>,
}

impl Row {
    fn count(&self, is: impl Fn(&Verdict) -> bool) -> usize {
        self.trials
            .iter()
            .filter(|trial| is(&trial.judgement.verdict))
            .count()
    }

    /// How many judgements are the opposite of what is right.
    pub(crate) fn wrong(&self) -> usize {
        if self.contest.holds {
            self.count(|verdict| *verdict == Verdict::Fail)
        } else {
            self.count(|verdict| *verdict == Verdict::Pass)
        }
    }

    fn cells(&self) -> String {
        let estimates = || {
            self.trials
                .iter()
                .filter_map(|trial| trial.judgement.estimate)
        };
        let ratios = Spread::of(estimates().map(|estimate| estimate.value.value()));
        let widths = Spread::of(estimates().map(|estimate| {
            (estimate.upper.value() - estimate.lower.value()) / estimate.value.value()
        }));
        #[expect(clippy::cast_precision_loss, reason = "some thousands of pairs")]
        let pairs = Spread::of(estimates().map(|estimate| estimate.observations as f64));
        let times = Spread::of(
            self.trials
                .iter()
                .map(|trial| trial.took.as_secs_f64() * 1e3),
        );
        let holds_one = estimates()
            .filter(|estimate| (estimate.lower.value()..=estimate.upper.value()).contains(&1.0))
            .count();
        let [pass, fail] = [Verdict::Pass, Verdict::Fail].map(|verdict| {
            let count = self.count(|other| *other == verdict);
            if (verdict == Verdict::Pass) == self.contest.holds {
                format!("**{count}**")
            } else {
                count.to_string()
            }
        });
        format!(
            "{} | {pass} | {fail} | {} | {:.3} ({:.3} to {:.3}) | {:.1} % ({:.1} %) | {} | {:.0} | {:.0} ms",
            self.contest.limit,
            self.count(|verdict| matches!(verdict, Verdict::Inconclusive(_))),
            ratios.middle,
            ratios.least,
            ratios.most,
            widths.middle * 100.0,
            widths.most * 100.0,
            if self.contest.is_even {
                holds_one.to_string()
            } else {
                String::new()
            },
            pairs.middle,
            times.middle,
        )
    }
}

/// The tables and what they say.
pub(crate) fn render(sections: &[Section]) -> String {
    let mut text = "# Verdicts on ratios of known functions\n".to_owned();
    for Section { condition, rows } in sections {
        let _ = writeln!(
            text,
            "
## {}

| compared | limit | PASS | FAIL | INCONCLUSIVE | ratio | width | holds 1 | pairs | time |
| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
            condition.label()
        );
        for row in rows {
            let _ = writeln!(text, "| {} | {} |", row.contest.name, row.cells());
        }
    }
    format!("{text}\n{LEGEND}")
}

/// The middle one of figures, and the outermost.
struct Spread {
    least: f64,
    middle: f64,
    most: f64,
}

impl Spread {
    /// Of figures in any order; zeros where there is none.
    fn of(figures: impl Iterator<Item = f64>) -> Spread {
        let mut sorted = figures.collect::<Vec<_>>();
        sorted.sort_by(f64::total_cmp);
        let at = |place: usize| sorted.get(place).copied().unwrap_or_default();
        Spread {
            least: at(0),
            middle: at(sorted.len() / 2),
            most: at(sorted.len().saturating_sub(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_opposite_of_what_is_right_is_wrong() {
        let row = |holds: bool| {
            let contest = Contest::all()
                .into_iter()
                .find(|contest| contest.holds == holds)
                .expect("both kinds");
            let verdicts = [Verdict::Pass, Verdict::Pass, Verdict::Fail];
            let trials = verdicts.map(|verdict| Trial {
                judgement: verdict.without_pairs(contest.limit),
                took: Duration::ZERO,
            });
            Row {
                contest,
                trials: trials.into(),
            }
        };
        assert_eq!((row(true).wrong(), row(false).wrong()), (1, 2));
        let text = render(&[Section {
            condition: Condition::Idle,
            rows: vec![row(true)],
        }]);
        assert!(text.contains("| **2** | 1 | 0 |"), "{text}");
    }
}
