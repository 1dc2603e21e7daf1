//! A routine on several threads at once.
//!
//! Input: how many threads, and how to make the routine of one. Output: a [`Routine`] whose time is that of
//! the slowest thread.
//!
//! 1. [`fan_out`](fn@fan_out): the routine, and what it tells its caller's stopwatch.
//! 2. [`team`]: the threads, what they are told to do and what they report.
//! 3. [`start_line`]: where they wait for each other, so that their calls overlap.
//!
//! Invariant: between an order and its reports no code of the user's runs outside of `catch_unwind`, so
//! every thread of a team reports on every order, and nobody waits for one that is gone.
//!
//! [`Routine`]: crate::Routine

mod fan_out;
mod start_line;
mod team;

pub use fan_out::fan_out;
