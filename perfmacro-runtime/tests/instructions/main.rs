//! How many instructions known functions execute, where valgrind is installed.
//!
//! The tests run this executable under callgrind, with the name of the test `guest`, which counts a set of
//! cases there.

mod cases;
mod counted;
mod ends;
mod run;
