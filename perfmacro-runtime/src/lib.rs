//! What runs behind [perfmacro](https://docs.rs/perfmacro)'s attributes; depend on that crate, not on
//! this one.
//!
//! One value's way: an [`Entry`] (const data the attribute made) comes out of the [`registry`], has
//! [`Case`]s, starts as a [`Routine`], is timed in blocks, is judged ([`verdict`]) and told ([`report`]).
//!
//! Invariants: nothing here depends on syn or knows a macro; only [`report`] prints; [`statistics`] and
//! [`verdict`] never touch a clock, a file or the environment: those come in as values.

#![allow(
    rustdoc::private_intra_doc_links,
    reason = "who reads this documentation maintains it"
)]

pub mod alloc;
pub mod budget;
pub mod case;
pub mod enforce;
pub mod entry;
pub mod executor;
pub mod family;
pub mod fault;
pub mod fresh;
pub mod growth;
pub mod instructions;
pub mod instrumentation;
pub mod loan;
pub mod machine;
pub mod measure;
pub mod optimization;
pub mod owned;
mod pace;
pub mod policy;
#[cfg(feature = "bench")]
mod profile;
pub mod progress;
pub mod ratio;
pub mod record;
pub mod reference;
pub mod registry;
pub mod report;
pub mod routine;
mod samples;
pub mod self_test;
pub mod shard;
pub mod statistics;
pub mod stopwatch;
#[cfg(feature = "bench")]
pub mod suite;
pub mod threads;
pub mod throughput;
pub mod time;
pub mod usage;
pub mod variant;
pub mod verdict;

pub use alloc::Scope as AllocScope;
pub use budget::{Budget, Counter, Limit, Percentile, Term};
pub use case::Case;
pub use enforce::{Enforced, Test, enforce};
pub use entry::{
    Enforce, Entry, Location, Options, Sampling, SamplingMode, Sizes, ThroughputSource,
};
pub use growth::Class;
pub use ratio::Ratio;
pub use routine::Routine;
pub use self_test::{SelfTest, self_test};
pub use stopwatch::Stopwatch;
pub use throughput::{Counted, Rate, Throughput};
pub use time::Picoseconds;
pub use variant::Variant;

#[doc(hidden)]
pub use inventory;
#[cfg(feature = "linkme")]
#[doc(hidden)]
pub use linkme;
