//! Why there are no figures.

use std::error::Error;
use std::fmt;

/// Why a call's instructions were not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCounted {
    /// Valgrind is not on the path. What installs it here.
    NotInstalled {
        /// A command, or where to look.
        install: &'static str,
    },
    /// There is no valgrind for what this is built for.
    Unsupported,
    /// The calls were made, but on threads that this one only waits for.
    OtherThreads,
    /// The call, or what builds its input, panicked with this.
    Panicked(String),
    /// The process that was to count ended before it was through, in this case or before the first.
    Failed(String),
    /// The same, in the case of this name: this one was not begun.
    NotReached {
        /// The case that the process ended in.
        ended_in: String,
    },
    /// The processor or the system gives this process no counter.
    NoCounter(String),
}

impl fmt::Display for NotCounted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInstalled { install } => write!(
                formatter,
                "instructions are counted by valgrind, which is not installed: {install}"
            ),
            Self::Unsupported => write!(
                formatter,
                "instructions are counted by valgrind, which does not run on {} on {}: enforce this budget \
                 where it does, on Linux",
                std::env::consts::OS,
                std::env::consts::ARCH
            ),
            Self::OtherThreads => formatter.write_str(
                "the calls are made on `threads`, and instructions are counted on one: give the function \
                 with the budget an attribute without `threads`",
            ),
            Self::Panicked(message) => write!(formatter, "it panicked while it was counted: {message}"),
            Self::Failed(reason) => {
                write!(formatter, "valgrind ran this executable to no good end: {reason}")
            }
            Self::NotReached { ended_in } => write!(
                formatter,
                "the process that counts ended before it came here, in `{ended_in}`: see what is said there"
            ),
            Self::NoCounter(reason) => write!(
                formatter,
                "the system gives no counter of instructions: {reason}; virtual machines often have none"
            ),
        }
    }
}

impl Error for NotCounted {}
