//! What a tool found, in a few lines. Pure functions of what it wrote or said.

pub(crate) mod callgrind;
pub(crate) mod dhat;
pub(crate) mod heaptrack;
pub(crate) mod massif;
