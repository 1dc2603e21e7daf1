//! Crates set up as the README says, by the commands a user runs.

#![allow(clippy::print_stdout, reason = "a test that cannot run says so")]

mod benchmark;
mod budget;
mod editions;
mod exact;
mod executable;
mod fixture;
#[cfg(unix)]
mod guests;
mod instrumented;
mod kinds;
mod long;
mod partition;
mod policies;
mod production;
mod recorded;
mod records;
mod registration;
mod shapes;
mod suite;
mod turns;
mod valgrind;
