//! Tests of perfmacro over whole crates; this library is empty.
