//! The reasons a log cannot be summarized.

use std::fmt::{self, Display};

/// Why a log could not be summarized.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// The last line is not a seal, so the log may have been cut short.
    Unsealed,
    /// The log has changed since it was sealed.
    Corrupt,
    /// A field of a record is missing or invalid.
    Malformed {
        /// The number of the line, counted from one.
        line: usize,
        /// The name of the field.
        field: &'static str,
    },
    /// There are no records, and so no latencies to describe.
    Empty,
}

impl Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unsealed => formatter.write_str("the log does not end with a seal"),
            Error::Corrupt => formatter.write_str("the log has changed since it was sealed"),
            Error::Malformed { line, field } => {
                write!(formatter, "line {line} has no valid {field}")
            }
            Error::Empty => formatter.write_str("the log holds no records"),
        }
    }
}

impl std::error::Error for Error {}
