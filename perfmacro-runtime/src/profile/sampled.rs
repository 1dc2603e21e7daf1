//! What a sampler saw, and why there is none.

use std::error::Error;
use std::fmt;
use std::io;

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sampled {
    /// The stacks of calls, folded.
    pub(crate) folded: String,
    /// How many samples are in them.
    pub(crate) samples: usize,
    /// How many came while inputs were built or outputs dropped, and are not in them.
    pub(crate) outside: usize,
    /// How many there was no room for.
    pub(crate) lost: usize,
}

/// Why calls cannot be sampled.
#[derive(Debug)]
#[allow(dead_code, reason = "each build tells some of them")]
pub(crate) enum NoSampler {
    /// It was not compiled in.
    Feature,
    /// There is none for this system.
    System,
    /// The system gives no timer.
    Timer(io::Error),
}

impl fmt::Display for NoSampler {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoSampler::Feature => {
                formatter.write_str("calls are sampled with perfmacro's feature `flamegraph`")
            }
            NoSampler::System => write!(
                formatter,
                "there is no sampler for {}, but for Linux, macOS and FreeBSD",
                std::env::consts::OS
            ),
            NoSampler::Timer(error) => {
                write!(formatter, "the system gives no timer to sample by: {error}")
            }
        }
    }
}

impl Error for NoSampler {}
