//! Records as processes write them.

mod at_once;
mod damaged;
mod entry;
mod kept;
mod schema;
mod unwritable;
mod writer;
