//! Fresh rounds that are kept as they go by, and their text.
//!
//! The text is one judgement: the `limit`, the `fastest` readings that the machine is known for where they
//! were asked for, and per fresh process three lines, `round`, `times` and `readings`, as
//! `fresh/protocol.rs` writes them.

use std::fmt::Write as _;
use std::time::Duration;

use perfmacro_runtime::Picoseconds;
use perfmacro_runtime::fresh::Host;
use perfmacro_runtime::reference::Readings;
use perfmacro_runtime::statistics::Decision;
use perfmacro_runtime::verdict::{Doubt, FreshRound, FreshRounds};

/// A host, and what went through it.
pub(crate) struct Recorder<'a> {
    host: Host<'a>,
    pub(crate) rounds: Vec<FreshRound>,
    fastest: Option<Readings>,
}

impl<'a> Recorder<'a> {
    pub(crate) fn new(host: Host<'a>) -> Recorder<'a> {
        Recorder {
            host,
            rounds: Vec::new(),
            fastest: None,
        }
    }

    pub(crate) fn text(&self, limit: Picoseconds) -> String {
        let mut text = format!("limit {}\n", limit.count());
        if let Some(fastest) = self.fastest {
            let _ = writeln!(text, "fastest{}", numbers(fastest));
        }
        for round in &self.rounds {
            write_round(&mut text, round);
        }
        text
    }
}

impl FreshRounds for Recorder<'_> {
    fn begin(&mut self) -> Result<(), Doubt> {
        self.host.begin()
    }

    fn round(&mut self, pause: Duration) -> Result<FreshRound, Doubt> {
        let round = self.host.round(pause)?;
        self.rounds.push(round.clone());
        Ok(round)
    }

    fn fastest(&mut self, seen: Readings) -> Readings {
        let fastest = self.host.fastest(seen);
        self.fastest = Some(fastest);
        fastest
    }
}

fn numbers(readings: Readings) -> String {
    let Readings {
        clock,
        core,
        memory,
    } = readings;
    let [clock, core, memory] = [clock, core, memory].map(Picoseconds::count);
    format!(" {clock} {core} {memory}")
}

fn write_round(text: &mut String, FreshRound { round, readings }: &FreshRound) {
    let decision = match round.decision {
        None => "none",
        Some(Decision::Met) => "met",
        Some(Decision::Breached) => "breached",
    };
    let _ = write!(
        text,
        "round {decision} {} {} {}\ntimes",
        round.iterations,
        u8::from(round.is_long),
        round.interrupted
    );
    for time in &round.times {
        let _ = write!(text, " {}", time.count());
    }
    text.push_str("\nreadings");
    for reading in readings {
        text.push_str(&numbers(*reading));
    }
    text.push('\n');
}
