//! The Criterion suite behind `perfmacro::main!`.
//!
//! Input: the registry and the command line. Output: Criterion's own run, then a table, then an exit
//! code. The way is [`arguments`] -> [`select`] -> [`run`]; [`output_directory`] and [`panics`] turn what
//! Criterion answers with a panic into a message.
//!
//! Invariant: listing runs none of the user's code, and every case passes by Criterion in every run, also
//! those that the filter leaves out: Criterion numbers the directories of names that it has to shorten.

mod arguments;
mod command;
mod fresh_samples;
mod main;
mod output_directory;
mod panics;
mod profile;
mod run;
mod select;

pub use main::main;
