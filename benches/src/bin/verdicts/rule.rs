//! The rules that decide whether a function is within its budget.
//!
//! Input: what a trial measured. Output: an [`Answer`] per rule. The engine's own is made in `trial`.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, Instant};

use perfmacro_runtime::Picoseconds;
use perfmacro_runtime::statistics;
use perfmacro_runtime::verdict::{Doubt, Sampler, Verdict};

/// Who decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// This project's engine.
    Engine,
    /// The mean of 10,000 calls, timed together: the usual test written by hand.
    Mean,
    /// The upper end of the mean's 95 % interval, over 100 blocks.
    Interval,
    /// The median of 100 blocks.
    Median,
    /// The fastest of 100 blocks.
    Minimum,
    /// The 90th percentile of 100 blocks.
    P90,
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Pass,
    Fail,
    /// For the reason given, in a word.
    Inconclusive(String),
}

impl Rule {
    pub(crate) const ALL: [Rule; 6] = [
        Rule::Engine,
        Rule::Mean,
        Rule::Interval,
        Rule::P90,
        Rule::Median,
        Rule::Minimum,
    ];

    /// As a heading says it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Rule::Engine => "perfmacro",
            Rule::Mean => "mean of 10,000 calls",
            Rule::Interval => "95 % bound of the mean",
            Rule::P90 => "p90 of 100 blocks",
            Rule::Median => "median of 100 blocks",
            Rule::Minimum => "minimum of 100 blocks",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Rule::Engine => "perfmacro",
            Rule::Mean => "mean",
            Rule::Interval => "interval",
            Rule::P90 => "p90",
            Rule::Median => "median",
            Rule::Minimum => "minimum",
        })
    }
}

impl FromStr for Rule {
    type Err = String;

    fn from_str(text: &str) -> Result<Rule, String> {
        Rule::ALL
            .into_iter()
            .find(|rule| rule.to_string() == text)
            .ok_or_else(|| format!("unknown rule `{text}`"))
    }
}

impl Answer {
    /// What the engine's verdict comes to.
    pub(crate) fn of(verdict: &Verdict) -> Answer {
        let reason = match verdict {
            Verdict::Pass => return Answer::Pass,
            Verdict::Fail => return Answer::Fail,
            Verdict::NotEnforced(_) => "not-enforced",
            Verdict::Inconclusive(doubt) => match doubt {
                Doubt::Undecided => "undecided",
                Doubt::SlowMachine => "slow-machine",
                Doubt::Interrupted => "interrupted",
                Doubt::TooFewCalls { .. } => "too-few-calls",
                Doubt::NoProcess(_) => "no-process",
                Doubt::NoTurn(_) => "no-turn",
                Doubt::NotCounted(_) => "not-counted",
            },
        };
        Answer::Inconclusive(reason.to_owned())
    }

    fn within(time: f64, limit: Picoseconds) -> Answer {
        if time <= seconds(limit) {
            Answer::Pass
        } else {
            Answer::Fail
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Answer::Pass => "pass",
            Answer::Fail => "fail",
            Answer::Inconclusive(reason) => reason,
        })
    }
}

impl From<&str> for Answer {
    fn from(word: &str) -> Answer {
        match word {
            "pass" => Answer::Pass,
            "fail" => Answer::Fail,
            reason => Answer::Inconclusive(reason.to_owned()),
        }
    }
}

/// What each rule but the engine says, and how long it takes to say it.
pub(crate) fn others(
    sampler: &mut dyn Sampler,
    limit: Picoseconds,
) -> Vec<(Rule, Answer, Duration)> {
    const CALLS: u32 = 10_000;
    let began = Instant::now();
    let mean = seconds(sampler.block(CALLS.into()).time) / f64::from(CALLS);
    let mut answers = vec![(Rule::Mean, Answer::within(mean, limit), began.elapsed())];

    let began = Instant::now();
    let blocks = blocks(sampler, 100);
    let time = began.elapsed();
    let quantile = |share| {
        statistics::quantile(&blocks, share).map_or(0.0, |estimate| seconds(estimate.value))
    };
    answers.extend(
        [
            (Rule::Interval, upper_bound(&blocks)),
            (Rule::P90, quantile(0.9)),
            (Rule::Median, quantile(0.5)),
            (Rule::Minimum, quantile(0.0)),
        ]
        .map(|(rule, measured)| (rule, Answer::within(measured, limit), time)),
    );
    answers
}

/// The time per call in each of `count` blocks of about 50 µs.
pub(crate) fn blocks(sampler: &mut dyn Sampler, count: usize) -> Vec<Picoseconds> {
    const AIM: Picoseconds = Picoseconds::new(50_000_000);
    let mut iterations = 1;
    // Twice, as the first block that is long enough may be a short one that was interrupted.
    while (0..2).any(|_| sampler.block(iterations).time.count() < AIM.count() / 2) {
        iterations *= 2;
    }
    let block = sampler.block(iterations).time;
    let iterations = (AIM.count() * iterations / block.count().max(1)).max(1);
    (0..count)
        .map(|_| sampler.block(iterations).time.per_iteration(iterations))
        .collect()
}

/// The upper end of Student's 95 % interval of the mean, in seconds.
fn upper_bound(blocks: &[Picoseconds]) -> f64 {
    /// Two-sided, for 99 degrees of freedom.
    const STUDENT: f64 = 1.984;
    let count = f64::from(u32::try_from(blocks.len()).unwrap_or(u32::MAX));
    let times = || blocks.iter().map(|time| seconds(*time));
    let mean = times().sum::<f64>() / count;
    let squares = times().map(|time| (time - mean).powi(2)).sum::<f64>();
    mean + STUDENT * (squares / (count - 1.0) / count).sqrt()
}

fn seconds(time: Picoseconds) -> f64 {
    time.as_seconds()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_heard_as_they_were_said() {
        for rule in Rule::ALL {
            assert_eq!(rule.to_string().parse(), Ok(rule));
        }
        for answer in [
            Answer::Pass,
            Answer::Fail,
            Answer::Inconclusive("undecided".to_owned()),
        ] {
            assert_eq!(Answer::from(answer.to_string().as_str()), answer);
        }
    }

    #[test]
    fn the_bound_is_students() {
        // 50 of 0.9 s and 50 of 1.1 s: s = 0.1 * sqrt(100 / 99), s / sqrt(100) = 0.01005.
        let blocks = [900_000_000_000, 1_100_000_000_000].map(Picoseconds::new);
        let blocks = blocks.repeat(50);
        assert!((upper_bound(&blocks) - 1.01994).abs() < 1e-5);
    }
}
