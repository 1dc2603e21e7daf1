//! Crates set up as the README says, by the commands a user runs.

#![allow(clippy::print_stdout, reason = "a test that cannot run says so")]

mod benchmark;
mod budget;
mod editions;
mod fixture;
mod production;
mod registration;
