//! How many instructions a call executes.
//!
//! Input: cases, and the command that comes to them in this executable. Output: the [`Instructions`] of one call
//! of each, exact: the same in every run of the same executable on the same kind of machine.
//!
//! They are counted by valgrind's tool callgrind, in one run of the executable for all cases.
//!
//! 1. [`count`], in the process that judges (`host`): runs the command under callgrind in a directory of its
//!    own, and makes figures of what it finds there.
//! 2. [`answer`], in the process that it starts (`guest`): makes the calls, each in a window of its own, and has
//!    callgrind write down what it counted.
//! 3. `protocol`: what the guest tells of its cases, and the names of windows. `callgrind`: what callgrind
//!    wrote. `tally`: both put together. Pure functions of text.
//! 4. `client_request`: the few instructions by which a program speaks to valgrind.
//!
//! With the feature `perf-event`, `hardware` asks the processor instead, where there is one to be asked.
//!
//! Words: a *window* is from a `start` of the stopwatch to its `stop`, the call and nothing else.
//!
//! Invariant: what is counted is the call and the loop around it. Reaching the stopwatch is taken off: an empty
//! window tells what that is.

mod callgrind;
mod client_request;
mod collector;
mod figures;
mod guest;
mod host;
mod not_counted;
mod protocol;
mod scratch;
mod tally;

#[cfg(all(feature = "perf-event", target_os = "linux"))]
pub mod hardware;

pub(crate) use collector::Collector;
pub use figures::{Instructions, Simulated};
pub use guest::{Subject, answer};
pub use host::{count, is_available};
pub use not_counted::NotCounted;
