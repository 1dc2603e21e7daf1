//! What known functions allocate, in a binary whose global allocator counts.

mod figures;
mod measured;
mod repeats;
mod scopes;
mod sites;
