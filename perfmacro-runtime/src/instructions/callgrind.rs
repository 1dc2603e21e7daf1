//! What callgrind wrote down: a file of parts, each a dump under a name.
//!
//! Of a part only its head and its end are read: the name, which events its figures are of, and their totals.
//!
//! Invariant: a part that is not whole, because the process was killed over it, is none.

use super::figures::{Instructions, Simulated};
use super::protocol::Dump;

/// Where callgrind says what a dump is for, in front of the name.
const NAME: &str = "desc: Trigger: Client Request: ";

/// The dumps in `text` that are ours, in their order.
pub(super) fn dumps(text: &str) -> Vec<(Dump, Instructions)> {
    let mut found = Vec::new();
    let mut name = None;
    let mut events = Vec::new();
    for line in text.lines() {
        if line.starts_with("part:") {
            name = None;
            events.clear();
        } else if let Some(trigger) = line.strip_prefix(NAME) {
            name = trigger.trim().parse::<Dump>().ok();
        } else if let Some(names) = line.strip_prefix("events:") {
            events = names.split_whitespace().collect();
        } else if let Some(totals) = line.strip_prefix("totals:")
            && let Some(name) = name.take()
            && let Some(totals) = figures(&events, totals)
        {
            found.push((name, totals));
        }
    }
    found
}

/// `None` where instructions are not among the events, or something is no number.
fn figures(events: &[&str], totals: &str) -> Option<Instructions> {
    let totals = totals
        .split_whitespace()
        .map(|total| total.parse::<u64>().ok())
        .collect::<Option<Vec<_>>>()?;
    // Zeros at the end of a line may be left out.
    let total = |event: &str| {
        let place = events.iter().position(|name| *name == event)?;
        Some(totals.get(place).copied().unwrap_or(0))
    };
    let sum = |names: &[&str]| names.iter().map(|name| total(name)).sum::<Option<u64>>();
    let simulated = || {
        Some(Simulated {
            accesses: sum(&["Dr", "Dw"])?,
            l1_misses: sum(&["I1mr", "D1mr", "D1mw"])?,
            last_level_misses: sum(&["ILmr", "DLmr", "DLmw"])?,
            branches: sum(&["Bc", "Bi"])?,
            mispredicted: sum(&["Bcm", "Bim"])?,
        })
    };
    Some(Instructions {
        count: total("Ir")?,
        simulated: simulated(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Callgrind 3.19 over four empty windows and three calls.
    const RECORDED: &str = include_str!("recorded/exiting.dumps");

    const CALL: Dump = Dump::Call {
        case: 0,
        input: 0,
        windows: 1,
    };

    #[test]
    fn a_recorded_file_has_its_dumps_in_order() {
        let dumps = dumps(RECORDED);
        let names = dumps.iter().map(|(dump, _)| *dump).collect::<Vec<_>>();
        let empty = Dump::Empty;
        assert_eq!(names, [empty, empty, empty, empty, CALL, CALL, CALL]);
        let counts = dumps
            .iter()
            .map(|(_, found)| found.count)
            .collect::<Vec<_>>();
        assert_eq!(counts, [14, 14, 14, 14, 429, 429, 429]);
        let simulated = Simulated {
            accesses: 112,
            l1_misses: 0,
            last_level_misses: 0,
            branches: 105,
            mispredicted: 1,
        };
        assert_eq!(dumps[6].1.simulated, Some(simulated));
    }

    #[test]
    fn a_file_that_ends_early_has_its_whole_parts() {
        let whole = dumps(RECORDED);
        for end in (0..RECORDED.len()).step_by(101) {
            // A number that is cut off is still one: a process that is killed leaves whole lines.
            let end = RECORDED[..end].rfind('\n').unwrap_or(0);
            let found = dumps(&RECORDED[..end]);
            assert_eq!(found, whole[..found.len()]);
        }
    }

    #[test]
    fn without_simulation_instructions_are_left() {
        let text = format!("part: 1\n{NAME}{CALL}\nevents: Ir\ntotals: 7\n");
        let found = Instructions {
            count: 7,
            simulated: None,
        };
        assert_eq!(dumps(&text), [(CALL, found)]);
    }

    #[test]
    fn what_is_no_figure_is_none() {
        for end in [
            "events: Dr\ntotals: 7",
            "events: Ir\ntotals: x",
            "totals: 7",
        ] {
            assert_eq!(dumps(&format!("part: 1\n{NAME}{CALL}\n{end}\n")), []);
        }
    }
}
