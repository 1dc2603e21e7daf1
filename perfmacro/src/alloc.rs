//! Counting what a call allocates.
//!
//! Feature `alloc` puts [`Counting`] around the system's allocator and makes it the global one: nothing else
//! is to be written. A program that has a global allocator of its own takes feature `counting`, which
//! installs nothing, and puts [`Counting`] around it:
//!
//! ```
//! # use std::alloc::System as MiMalloc;
//! use perfmacro::alloc::Counting;
//!
//! # #[cfg(any())]
//! #[global_allocator]
//! static GLOBAL: Counting<MiMalloc> = Counting::new(MiMalloc);
//! ```
//!
//! It stands where perfmacro is active: in `benches/perf.rs`, and under `#[cfg(test)]` in `src/lib.rs`. Where
//! the allocator of production is named in a library, that gets `#[cfg(not(test))]`.

pub use perfmacro_runtime::alloc::Counting;
