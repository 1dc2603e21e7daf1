//! Summarize a sealed web server access log.
//!
//! A log has one request on each line, its fields separated by spaces: time,
//! client, method, path, status, length of the response, and latency in
//! microseconds. [`seal`] closes a log with a line that holds its checksum.
//! [`summarize`] verifies the checksum, parses the records and orders their
//! latencies. The [`Summary`] displays as a report.
//!
//! ```
//! let sealed = quickstart::seal(&quickstart::sample_log(1_000));
//! let summary = quickstart::summarize(&sealed)?;
//! assert_eq!(summary.requests, 1_000);
//! println!("{summary}");
//! # Ok::<(), quickstart::Error>(())
//! ```

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

mod archive;
mod error;
mod latency;
mod record;
mod report;
mod sample;

pub use crate::archive::seal;
pub use crate::error::Error;
pub use crate::record::{Record, parse};
pub use crate::report::{Summary, summarize};
pub use crate::sample::sample_log;
