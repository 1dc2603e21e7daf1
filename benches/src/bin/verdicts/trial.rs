//! One function judged once, in a process of its own as a test run is: first by the engine, exactly as
//! `enforce` does it, then by the other rules.
//!
//! Input: the workload and the limit. Output: one [`Outcome`] per rule, as lines of text between the two
//! processes: rule, answer, microseconds. Behind those, what the engine's fresh processes measured.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use perfmacro_runtime::Picoseconds;
use perfmacro_runtime::budget::Measure;
use perfmacro_runtime::fresh::{Host, Request, Task};
use perfmacro_runtime::measure::RoutineSampler;
use perfmacro_runtime::progress::Progress;
use perfmacro_runtime::verdict::judge;

use crate::arguments::mode;
use crate::own;
use crate::recorder::Recorder;
use crate::rule::{self, Answer, Rule};
use crate::workload::Workload;

/// What a rule said, and how long that took.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) rule: Rule,
    pub(crate) answer: Answer,
    pub(crate) time: Duration,
}

/// A trial's outcomes, the engine's first, and what its fresh processes measured.
pub(crate) struct Trial {
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) sample: String,
}

/// Starts a trial and waits for it.
pub(crate) fn run(workload: Workload, limit: Picoseconds, memory: &Path) -> Result<Trial, String> {
    let limit = limit.count().to_string();
    let printed = own::run(&[mode::TRIAL, workload.name, &limit], memory)?;
    let mut lines = printed.splitn(Rule::ALL.len() + 1, '\n');
    let outcomes = lines.by_ref().take(Rule::ALL.len()).map(read);
    let outcomes = outcomes.collect::<Option<Vec<_>>>();
    outcomes
        .filter(|outcomes| outcomes.len() == Rule::ALL.len())
        .zip(lines.next())
        .map(|(outcomes, sample)| Trial {
            outcomes,
            sample: sample.to_owned(),
        })
        .ok_or_else(|| format!("a trial of {} said {printed:?}", workload.name))
}

/// Judges `workload` in this process; what to print.
pub(crate) fn answer(workload: Workload, limit: Picoseconds) -> String {
    let began = Instant::now();
    let progress = Progress::begin(workload.name.to_owned(), "measuring in its own process");
    let host = Host::new(request(workload, limit), Vec::new(), &progress);
    let mut host = Recorder::new(host);
    let mut sampler = RoutineSampler::new((workload.start)());
    let judgement = judge(&mut sampler, &mut host, Measure::Median, limit, || None);
    let answer = Answer::of(&judgement.verdict);
    let mut outcomes = vec![(Rule::Engine, answer, began.elapsed())];

    let mut sampler = RoutineSampler::new((workload.start)());
    outcomes.extend(rule::others(&mut sampler, limit));
    let mut text = String::new();
    for (rule, answer, time) in outcomes {
        let _ = writeln!(text, "{rule} {answer} {}", time.as_micros());
    }
    let _ = writeln!(text, "# {judgement:?}");
    text + &host.text(limit)
}

/// What a fresh process is asked: this executable finds the workload by its name.
pub(crate) fn request(workload: Workload, limit: Picoseconds) -> Request {
    Request {
        case: workload.name.to_owned(),
        task: Task::Time(Measure::Median, limit),
        injection: None,
    }
}

fn read(line: &str) -> Option<Outcome> {
    let mut words = line.split(' ');
    let outcome = Outcome {
        rule: words.next()?.parse().ok()?,
        answer: words.next()?.into(),
        time: Duration::from_micros(words.next()?.parse().ok()?),
    };
    Some(outcome)
}
