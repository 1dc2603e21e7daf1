//! What the programs of this package share.

pub mod cargo;
pub mod load;
pub mod median;
