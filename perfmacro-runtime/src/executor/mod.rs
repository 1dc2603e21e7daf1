//! What runs `async` functions: values with a method `block_on`, which is all that generated code asks of
//! one. A user's own runtime that has such a method needs nothing from here.
//!
//! 1. [`Local`]: the small one that is always there.
//! 2. `Tokio`, with the feature `tokio`: timers and sockets of tokio.
//! 3. `Smol`, with the feature `smol`: timers and sockets of smol.
//!
//! Invariant: `block_on` polls the future on the calling thread, so that what the calling thread's
//! stopwatch and the system's usage of it say is about the future.

mod local;
#[cfg(feature = "smol")]
mod smol;
#[cfg(feature = "tokio")]
mod tokio;

pub use self::local::Local;
#[cfg(feature = "smol")]
pub use self::smol::Smol;
#[cfg(feature = "tokio")]
pub use self::tokio::Tokio;
