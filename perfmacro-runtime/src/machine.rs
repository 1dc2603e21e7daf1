//! The machine on which something was measured: told beside a failure, so that a reader can judge the
//! verdict.

use std::fmt;
use std::fs;
use std::thread;

/// A reading of the machine. What the system does not tell is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Machine {
    /// Cores this process may use.
    pub cores: Option<usize>,
    /// Processes that ran or waited for a core, averaged over the last minute.
    pub load_average: Option<f64>,
}

impl Machine {
    /// Reads the machine as it is now.
    #[must_use]
    pub fn read() -> Machine {
        Machine {
            cores: thread::available_parallelism().ok().map(Into::into),
            load_average: fs::read_to_string("/proc/loadavg")
                .ok()
                .as_deref()
                .and_then(load_average),
        }
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cores {
            Some(1) => write!(formatter, "1 core")?,
            Some(cores) => write!(formatter, "{cores} cores")?,
            None => write!(formatter, "number of cores unknown")?,
        }
        match self.load_average {
            Some(load) => write!(formatter, ", load average {load:.2}"),
            None => write!(formatter, ", load unknown"),
        }
    }
}

/// The one-minute figure of Linux's `/proc/loadavg`.
fn load_average(text: &str) -> Option<f64> {
    text.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_texts_are_read() {
        assert_eq!(load_average("0.42 0.30 0.10 1/123 4567\n"), Some(0.42));
        assert_eq!(load_average(""), None);
    }

    #[test]
    fn a_reading_says_what_it_does_not_know() {
        assert_eq!(
            Machine::default().to_string(),
            "number of cores unknown, load unknown"
        );
        let machine = Machine {
            cores: Some(2),
            load_average: Some(3.9),
        };
        assert_eq!(machine.to_string(), "2 cores, load average 3.90");
    }
}
