//! What a log says as a whole.

mod thousands;

use self::thousands::thousands;
use crate::archive::open;
use crate::error::Error;
use crate::latency::Latencies;
use crate::record::parse;
use std::fmt::{self, Display};

/// What a log says as a whole. Displays as a report of a few lines.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Summary {
    /// The number of requests.
    pub requests: usize,
    /// The number of requests that failed through a fault of the server.
    pub failures: usize,
    /// The percentage of requests faster than a failed one, on average.
    pub failure_rank: Option<usize>,
    /// The length of all responses together.
    pub bytes: u64,
    /// The latency in microseconds that half of the requests did not exceed.
    pub median: u64,
    /// The latency in microseconds that 99 % of the requests did not exceed.
    pub tail: u64,
}

/// Verifies, parses and summarizes a log closed by [`seal`](crate::seal).
///
/// # Errors
///
/// Returns an error if the log was not sealed, was changed since, has a line
/// that is not a record, or has no records.
pub fn summarize(sealed: &str) -> Result<Summary, Error> {
    let records = parse(open(sealed)?)?;
    let latencies: Latencies = records.iter().map(|record| record.latency).collect();
    let failed = records.iter().filter(|record| record.status >= 500);
    let ranks: Vec<usize> = failed
        .filter_map(|record| latencies.rank(record.latency))
        .collect();
    let bytes = records.iter().map(|record| record.bytes);
    Ok(Summary {
        requests: records.len(),
        failures: ranks.len(),
        failure_rank: ranks.iter().sum::<usize>().checked_div(ranks.len()),
        bytes: bytes.fold(0, u64::saturating_add),
        median: latencies.percentile(50).ok_or(Error::Empty)?,
        tail: latencies.percentile(99).ok_or(Error::Empty)?,
    })
}

impl Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} requests, ", self.requests)?;
        write!(formatter, "{} failed", self.failures)?;
        if let Some(rank) = self.failure_rank {
            write!(formatter, " (slower than {rank} %)")?;
        }
        write!(formatter, "\n{} bytes", thousands(self.bytes))?;
        write!(formatter, "\nmedian {} µs", thousands(self.median))?;
        write!(formatter, "\n99 % within {} µs", thousands(self.tail))
    }
}

#[cfg(test)]
mod tests {
    use super::summarize;
    use crate::archive::seal;
    use crate::error::Error;

    #[test]
    fn reports() {
        let fast = "2025-10-10T13:55:36Z ::1 GET / 200 1500 250\n";
        let slow = "2025-10-10T13:55:37Z ::1 GET / 503 0 5000000\n";
        let sealed = seal(&[fast, slow, fast, fast].concat());
        assert_eq!(
            summarize(&sealed).unwrap().to_string(),
            "4 requests, 1 failed (slower than 75 %)\n4,500 bytes\n\
             median 250 µs\n99 % within 250 µs",
        );
    }

    #[test]
    fn rejects() {
        assert_eq!(summarize(""), Err(Error::Unsealed));
        assert_eq!(summarize(&seal("")), Err(Error::Empty));
        let (line, field) = (1, "client");
        let expected = Err(Error::Malformed { line, field });
        assert_eq!(summarize(&seal("now")), expected);
    }
}
