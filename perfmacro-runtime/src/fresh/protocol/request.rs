//! What a fresh process is to do.

use std::fmt;
use std::str::FromStr;

use super::{Damaged, number};
use crate::alloc::Scope;
use crate::budget::{Measure, Percentile};
use crate::fault::Injection;
use crate::ratio::Ratio;
use crate::time::Picoseconds;

/// What a fresh process is to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// With which case; of several the file that lists them.
    pub case: String,
    /// What.
    pub task: Task,
    /// What is put into each call.
    pub injection: Option<Injection>,
}

/// What a routine runs side by side with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counterpart {
    /// The function that it is measured against.
    Reference,
    /// The case at this place of the entry's product.
    Case(usize),
}

/// A kind of measurement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Task {
    /// Blocks of calls, against a limit.
    Time(Measure, Picoseconds),
    /// Pairs of blocks, of the case and of its counterpart, against a limit.
    Pairs(Counterpart, Ratio),
    /// Samples, for so long.
    Samples(Picoseconds),
    /// What a call allocates.
    Allocations(Scope),
    /// Where it allocates that.
    CallSites(Scope),
    /// What calls execute, of all cases that the file of the request's name lists.
    Instructions,
}

/// On one line. The name last: it may hold anything but a line break.
impl fmt::Display for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Request {
            case,
            task,
            injection,
        } = self;
        match injection {
            None => write!(formatter, "{task} - {case}"),
            Some(injection) => write!(formatter, "{task} {injection} {case}"),
        }
    }
}

impl FromStr for Request {
    type Err = Damaged;

    fn from_str(text: &str) -> Result<Request, Damaged> {
        let mut words = text.splitn(3, ' ');
        let mut word = || words.next().ok_or(Damaged);
        Ok(Request {
            task: word()?.parse()?,
            injection: match word()? {
                "-" => None,
                injection => Some(injection.parse().map_err(|()| Damaged)?),
            },
            case: word()?.to_owned(),
        })
    }
}

/// One word.
impl fmt::Display for Task {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Task::Time(measure, limit) => {
                let measure = match measure {
                    Measure::Median => "median",
                    Measure::Percentile(percentile) => percentile.option(),
                };
                write!(formatter, "time:{measure}:{}", limit.count())
            }
            Task::Pairs(Counterpart::Reference, limit) => {
                write!(formatter, "pairs:reference:{:?}", limit.value())
            }
            Task::Pairs(Counterpart::Case(index), limit) => {
                write!(formatter, "pairs:{index}:{:?}", limit.value())
            }
            Task::Samples(time) => write!(formatter, "samples:{}", time.count()),
            Task::Allocations(scope) => write!(formatter, "allocations:{}", word_of(*scope)),
            Task::CallSites(scope) => write!(formatter, "sites:{}", word_of(*scope)),
            Task::Instructions => write!(formatter, "instructions"),
        }
    }
}

impl FromStr for Task {
    type Err = Damaged;

    fn from_str(word: &str) -> Result<Task, Damaged> {
        let parts = word.split(':').collect::<Vec<_>>();
        match parts[..] {
            ["time", measure, limit] => {
                let limit = Picoseconds::new(number(limit)?);
                Ok(Task::Time(measure_called(measure)?, limit))
            }
            ["pairs", counterpart, limit] => {
                let counterpart = match counterpart {
                    "reference" => Counterpart::Reference,
                    index => Counterpart::Case(index.parse().map_err(|_| Damaged)?),
                };
                let limit = limit.parse().ok().and_then(Ratio::new).ok_or(Damaged)?;
                Ok(Task::Pairs(counterpart, limit))
            }
            ["samples", time] => Ok(Task::Samples(Picoseconds::new(number(time)?))),
            ["allocations", scope] => Ok(Task::Allocations(scope_called(scope)?)),
            ["sites", scope] => Ok(Task::CallSites(scope_called(scope)?)),
            ["instructions"] => Ok(Task::Instructions),
            _ => Err(Damaged),
        }
    }
}

fn measure_called(name: &str) -> Result<Measure, Damaged> {
    if name == "median" {
        return Ok(Measure::Median);
    }
    [
        Percentile::P50,
        Percentile::P90,
        Percentile::P99,
        Percentile::P999,
    ]
    .into_iter()
    .find(|percentile| percentile.option() == name)
    .map(Measure::Percentile)
    .ok_or(Damaged)
}

fn word_of(scope: Scope) -> &'static str {
    match scope {
        Scope::Thread => "thread",
        Scope::Process => "process",
    }
}

fn scope_called(name: &str) -> Result<Scope, Damaged> {
    [Scope::Thread, Scope::Process]
        .into_iter()
        .find(|scope| word_of(*scope) == name)
        .ok_or(Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_heard_as_it_was_said() {
        let limit = Picoseconds::new(1_500);
        for task in [
            Task::Time(Measure::Median, limit),
            Task::Time(Measure::Percentile(Percentile::P50), limit),
            Task::Time(Measure::Percentile(Percentile::P999), limit),
            Task::Pairs(Counterpart::Reference, Ratio::nearest(1.0 / 3.0)),
            Task::Pairs(Counterpart::Case(7), Ratio::nearest(1e300)),
            Task::Samples(limit),
            Task::Allocations(Scope::Process),
            Task::CallSites(Scope::Thread),
            Task::Instructions,
        ] {
            for injection in [None, Some(Injection::Delay(limit))] {
                let request = Request {
                    case: "my crates/a name with spaces/10".to_owned(),
                    task,
                    injection,
                };
                assert_eq!(request.to_string().parse(), Ok(request));
            }
        }
        for damaged in [
            "",
            "time:median:5",
            "time:median:5 -",
            "time:median:x - a::b",
            "time:p98:5 - a::b",
            "time:median:5 slow a::b",
            "allocations:all - a::b",
            "pairs:reference:0 - a::b",
            "pairs:x:1 - a::b",
        ] {
            assert_eq!(damaged.parse::<Request>(), Err(Damaged), "{damaged}");
        }
    }
}
