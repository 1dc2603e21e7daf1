//! What a call allocates.
//!
//! Input: a started `Routine`, and whose allocations count. Output: the `Allocations` of one
//! call, exact, and the `CallSites` they come from.
//!
//! 1. `Counting`: the global allocator. It asks `session` whether anyone counts, and is otherwise not
//!    there.
//! 2. `session`: who counts, on this thread or in the process; it hears of every block from the allocator
//!    and of windows from the `Stopwatch`.
//! 3. `tally`: what was heard, added up; a pure value. `trace`: where from, as addresses.
//! 4. `measure`: the calls that are made and counted, and the figure that stands.
//! 5. `resolve`: addresses as lines of the user's, which are `site`s.
//!
//! Words: a *window* is from a `start` of the stopwatch to its `stop`, the call and nothing else; a *session*
//! is a run of the routine, from before its input is built until after that and the output are dropped.
//! Blocks are counted in windows and followed in the whole session: what the call left behind is then what
//! nobody freed.
//!
//! Invariant: what counts allocates as anyone does, and never counts itself.

mod figures;
mod not_counted;
mod scope;
mod site;

#[cfg(not(feature = "counting"))]
mod absent;
#[cfg(feature = "counting")]
mod counting;
#[cfg(feature = "alloc")]
mod global;
#[cfg(feature = "counting")]
mod measurement;
#[cfg(feature = "counting")]
mod resolve;
#[cfg(feature = "counting")]
mod session;
#[cfg(feature = "counting")]
mod tally;
#[cfg(feature = "counting")]
mod trace;

pub use figures::{Allocations, Measured};
pub use not_counted::NotCounted;
pub use scope::Scope;
pub use site::{CallSite, CallSites};

#[cfg(not(feature = "counting"))]
pub use absent::{call_sites, is_installed, measure};
#[cfg(feature = "counting")]
pub use counting::Counting;
#[cfg(feature = "counting")]
pub use measurement::{call_sites, is_installed, measure};
#[cfg(feature = "counting")]
pub(crate) use session::{close, open};
