//! The model as JSON, for programs. Cases are a line each, so that a difference is of lines.
//!
//! The fields of a result and of a budget are those of the records: `docs/record.schema.json`. Times end in `_ps` and
//! are picoseconds.

use std::io::{self, Write};

use perfmacro_runtime::record::{CaseResult, Counts, ThroughputResult};
use serde::Serialize;

use super::model::{Case, Dated, Moment, Run, Time};
use super::outcome::Totals;
use super::{Model, Outcome};

/// The version of this format. It is raised where a reader of an older one would be wrong; new fields do not raise it.
pub const VERSION: u64 = 1;

pub(super) fn write(model: &Model, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n\"perfmacro_report\": {VERSION},\n\"runs\": ")?;
    write_lines(model.runs.iter().map(RunOut::from), out)?;
    write!(out, ",\n\"environments\": ")?;
    write_lines(model.environments.iter(), out)?;
    write!(out, ",\n\"damaged\": ")?;
    write_lines(model.damaged.iter().map(ToString::to_string), out)?;
    write!(
        out,
        ",\n\"injected\": {},\n\"cases_by_outcome\": ",
        model.injected
    )?;
    serde_json::to_writer(&mut *out, &totals(model.cases_by_outcome))?;
    write!(out, ",\n\"budgets_by_outcome\": ")?;
    serde_json::to_writer(&mut *out, &totals(model.budgets_by_outcome))?;
    write!(out, ",\n\"cases\": ")?;
    write_lines(model.cases.iter().map(CaseOut::from), out)?;
    writeln!(out, "\n}}")
}

fn write_lines<T: Serialize>(
    items: impl Iterator<Item = T>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut begin = "[\n";
    for item in items {
        write!(out, "{begin}")?;
        serde_json::to_writer(&mut *out, &item)?;
        begin = ",\n";
    }
    write!(out, "{}", if begin == "[\n" { "[]" } else { "\n]" })
}

fn totals(totals: Totals) -> serde_json::Map<String, serde_json::Value> {
    let present = totals.present();
    present
        .map(|(outcome, count)| (outcome.key().to_owned(), count.into()))
        .collect()
}

#[derive(Serialize)]
struct RunOut<'a> {
    name: &'a str,
    began_ms: u64,
    ended_ms: u64,
    results: usize,
    environments: &'a [usize],
}

impl<'a> From<&'a Run> for RunOut<'a> {
    fn from(run: &'a Run) -> Self {
        let Run {
            name,
            began_ms,
            ended_ms,
            results,
            environments,
        } = run;
        RunOut {
            name,
            began_ms: *began_ms,
            ended_ms: *ended_ms,
            results: *results,
            environments,
        }
    }
}

#[derive(Serialize)]
struct CaseOut<'a> {
    label: &'a str,
    outcome: &'static str,
    latest: DatedOut<&'a CaseResult>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<DatedOut<TimeOut>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    samples_ps: Option<DatedOut<&'a [u64]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    throughput: Option<DatedOut<&'a ThroughputResult>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<DatedOut<&'a Counts>>,
    history: Vec<MomentOut<'a>>,
}

impl<'a> From<&'a Case> for CaseOut<'a> {
    fn from(case: &'a Case) -> Self {
        CaseOut {
            label: &case.label,
            outcome: case.outcome().key(),
            latest: DatedOut::of(&case.latest, |result| result),
            time: case
                .time
                .as_ref()
                .map(|found| DatedOut::of(found, |time| TimeOut::from(*time))),
            samples_ps: case
                .samples
                .as_ref()
                .map(|found| DatedOut::of(found, Vec::as_slice)),
            throughput: case
                .throughput
                .as_ref()
                .map(|found| DatedOut::of(found, |found| found)),
            counts: case
                .counts
                .as_ref()
                .map(|found| DatedOut::of(found, |found| found)),
            history: case.history.iter().map(MomentOut::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct DatedOut<T> {
    run: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<usize>,
    unix_time_ms: u64,
    value: T,
}

impl<T> DatedOut<T> {
    fn of<'a, S>(dated: &'a Dated<S>, value: impl FnOnce(&'a S) -> T) -> DatedOut<T> {
        DatedOut {
            run: dated.run,
            environment: dated.environment,
            unix_time_ms: dated.unix_time_ms,
            value: value(&dated.value),
        }
    }
}

#[derive(Serialize)]
struct TimeOut {
    median_ps: u64,
    lower_ps: u64,
    upper_ps: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    observations: Option<u64>,
}

impl From<Time> for TimeOut {
    fn from(time: Time) -> Self {
        TimeOut {
            median_ps: time.median,
            lower_ps: time.lower,
            upper_ps: time.upper,
            confidence: time.confidence,
            observations: time.observations,
        }
    }
}

#[derive(Serialize)]
struct MomentOut<'a> {
    run: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<usize>,
    unix_time_ms: u64,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<TimeOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<&'a Counts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exponent: Option<f64>,
}

impl<'a> From<&'a Moment> for MomentOut<'a> {
    fn from(moment: &'a Moment) -> Self {
        MomentOut {
            run: moment.run,
            environment: moment.environment,
            unix_time_ms: moment.unix_time_ms,
            outcome: Outcome::key(moment.outcome),
            time: moment.time.map(TimeOut::from),
            counts: moment.counts.as_ref(),
            exponent: moment.exponent,
        }
    }
}
