//! Whole crates, from `cargo new` to a green check, by the commands a user runs.

#![allow(clippy::print_stdout, reason = "a test that cannot run says so")]

mod check;
mod doctor;
mod history;
mod init;
mod list;
mod place;
mod profile;
mod report;
mod shard;
