//! What `cargo perfmacro` is made of.

pub mod report;
