//! One request, as a line of the log describes it.

use crate::error::Error;
use perfmacro::perf_bench;
use std::fmt::{self, Display};

/// One request. It borrows its text from the log it was parsed from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Record<'log> {
    /// When the request came, as the server wrote it.
    pub time: &'log str,
    /// The address the request came from.
    pub client: &'log str,
    /// The request method, such as `GET`.
    pub method: &'log str,
    /// The path that was asked for.
    pub path: &'log str,
    /// The status code of the response.
    pub status: u16,
    /// The length of the response.
    pub bytes: u64,
    /// How long the response took, in microseconds.
    pub latency: u64,
}

impl Display for Record<'_> {
    /// Writes the record as a line of the log.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} ", self.time, self.client)?;
        write!(formatter, "{} {} ", self.method, self.path)?;
        write!(formatter, "{} {} {}", self.status, self.bytes, self.latency)
    }
}

/// Parses every line of a log.
///
/// # Errors
///
/// Returns the first field that is missing or invalid.
#[perf_bench(
    target = "50us",
    sizes = [10, 100],
    setup = crate::sample::sample_log,
    throughput = |log| Bytes(log.len()),
    warm_up_time = "500ms",
    measurement_time = "1s"
)]
pub fn parse(log: &str) -> Result<Vec<Record<'_>>, Error> {
    log.lines()
        .zip(1..)
        .map(|(text, line)| parse_line(text).map_err(|field| Error::Malformed { line, field }))
        .collect()
}

/// Parses one line, or returns the name of the field that stops it.
#[perf_bench(
    target = "1us",
    setup = || "2025-10-10T13:55:36Z 203.0.113.7 GET /index.html 200 2326 1532",
    throughput = |line| Bytes(line.len()),
    warm_up_time = "500ms",
    measurement_time = "1s"
)]
fn parse_line(line: &str) -> Result<Record<'_>, &'static str> {
    // The last field takes all that is left, so that a field too many is an
    // invalid latency instead of being ignored.
    let mut fields = line.splitn(7, ' ');
    let mut take = |name| match fields.next() {
        None | Some("") => Err(name),
        Some(field) => Ok(field),
    };
    Ok(Record {
        time: take("time")?,
        client: take("client")?,
        method: take("method")?,
        path: take("path")?,
        status: take("status")?.parse().map_err(|_| "status")?,
        bytes: take("bytes")?.parse().map_err(|_| "bytes")?,
        latency: take("latency")?.parse().map_err(|_| "latency")?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Record, parse};
    use crate::error::Error;
    use crate::sample::sample_log;

    const LINE: &str = "2025-10-10T13:55:36Z 203.0.113.7 GET /index.html 200 2326 1532";

    #[test]
    fn parses_every_field() {
        let record = Record {
            time: "2025-10-10T13:55:36Z",
            client: "203.0.113.7",
            method: "GET",
            path: "/index.html",
            status: 200,
            bytes: 2326,
            latency: 1532,
        };
        assert_eq!(parse(LINE), Ok(vec![record]));
        assert_eq!(parse(""), Ok(Vec::new()));
    }

    #[test]
    fn writes_what_it_parsed() {
        let log = sample_log(100);
        let records = parse(&log).unwrap();
        assert!(records.iter().map(Record::to_string).eq(log.lines()));
    }

    #[test]
    fn names_the_malformed_field() {
        for (from, to, field) in [
            (LINE, "", "time"),
            (" 203.0.113.7 GET /index.html 200 2326 1532", "", "client"),
            (" GET /index.html 200 2326 1532", "", "method"),
            (" /index.html 200 2326 1532", "", "path"),
            (" 200 2326 1532", "", "status"),
            ("GET", "", "method"),
            ("200", "65536", "status"),
            ("2326", "-", "bytes"),
            ("1532", "", "latency"),
            ("1532", "1532 more", "latency"),
        ] {
            let log = format!("{LINE}\n{}\n", LINE.replace(from, to));
            assert_eq!(parse(&log), Err(Error::Malformed { line: 2, field }));
        }
    }
}
