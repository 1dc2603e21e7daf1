//! Whole crates, from `cargo new` to a green check, by the commands a user runs.

mod check;
mod doctor;
mod history;
mod init;
mod list;
mod place;
mod report;
