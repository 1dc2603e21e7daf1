//! What a benchmark target says of the loop that it ran: a line of JSON among what the user's code prints.

use std::fmt::Write as _;

use serde_json::Value;

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) calls: u64,
    pub(crate) nanoseconds: u64,
    /// With our own sampler.
    pub(crate) samples: Option<Sampling>,
}

/// Where samples fell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sampling {
    pub(crate) inside: u64,
    pub(crate) outside: u64,
    pub(crate) lost: u64,
}

/// The last such line; `None` where there is none.
pub(crate) fn read(output: &str) -> Option<Said> {
    output.lines().rev().find_map(|line| {
        let value: Value = serde_json::from_str(line).ok()?;
        if value["type"] != "profile" {
            return None;
        }
        let number = |key: &str| value[key].as_u64();
        Some(Said {
            calls: number("calls")?,
            nanoseconds: number("nanoseconds")?,
            samples: number("samples").map(|inside| Sampling {
                inside,
                outside: number("outside").unwrap_or_default(),
                lost: number("lost").unwrap_or_default(),
            }),
        })
    })
}

impl Said {
    /// `1000 calls in 0.017 s`, without what is between them.
    pub(crate) fn shown(&self) -> String {
        let plural = if self.calls == 1 { "" } else { "s" };
        format!("{} call{plural} in {:.3} s", self.calls, self.seconds())
    }

    #[expect(clippy::cast_precision_loss, reason = "three digits of it are shown")]
    fn seconds(&self) -> f64 {
        self.nanoseconds as f64 / 1e9
    }
}

/// With less of them, shares are right to some tenths of themselves at best.
const FEW: u64 = 100;

impl Sampling {
    /// How many of all fell into calls.
    pub(crate) fn shown(self) -> String {
        let Sampling {
            inside,
            outside,
            lost,
        } = self;
        let mut text = format!(
            "{inside} of {} samples in calls; the rest, in setups and drops, is left out",
            inside + outside + lost
        );
        if lost > 0 {
            let _ = write!(text, "; {lost} found no room");
        }
        if inside < FEW {
            text.push_str("; they are few, and --seconds gives more");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_found_among_what_the_function_prints() {
        let output = "hello\n{\"type\":\"other\"}\n{\"calls\":7,\"case\":\"a\",\"lost\":1,\"nanoseconds\":1500000,\"outside\":2,\
                      \"samples\":3,\"type\":\"profile\",\"version\":1}\nbye\n";
        let said = read(output).expect("it is there");
        assert_eq!(said.shown(), "7 calls in 0.002 s");
        let samples = said.samples.expect("with samples");
        assert_eq!(
            samples.shown(),
            "3 of 6 samples in calls; the rest, in setups and drops, is left out; 1 found no room; they are few, and --seconds \
             gives more"
        );
        assert_eq!(read("{\"type\":\"profile\"}\n"), None);
        let plain = read("{\"type\":\"profile\",\"calls\":1,\"nanoseconds\":0}");
        assert_eq!(plain.and_then(|said| said.samples), None);
    }
}
