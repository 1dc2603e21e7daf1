#![doc = include_str!("../../README.md")]
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "std")]
extern crate std;

pub mod input;

#[cfg(feature = "counting")]
pub mod alloc;
mod ancestry;
#[cfg(feature = "budget")]
mod generate;
mod main_macro;
mod rng;
mod runtime_macros;

pub use input::Input;
#[cfg(feature = "budget")]
pub use perfmacro_runtime::{Case, SelfTest, self_test};
pub use rng::Rng;

#[doc = include_str!("input/derive.md")]
pub use perfmacro_macros::Input;

#[doc = include_str!("perf_bench.md")]
pub use perfmacro_macros::perf_bench;

/// Keeps an item only where perfmacro is active: in `cargo bench` and `cargo test`, not in `cargo build`.
///
/// For what only benchmarks use, which a production build would otherwise carry or call dead code:
/// setup functions, constants with sizes, [`Input`](trait@Input) implementations, imports.
///
/// ```
/// use perfmacro::{perf_bench, perf_only};
///
/// #[perf_only]
/// fn sample_text(words: usize) -> String {
///     "word ".repeat(words)
/// }
///
/// #[perf_bench(sizes = [10, 100], setup = sample_text)]
/// fn count_words(text: &str) -> usize {
///     text.split_whitespace().count()
/// }
/// # assert_eq!(count_words("one two"), 2);
/// ```
pub use perfmacro_macros::perf_only;

/// What expansions name. Not for other use: it changes with every version.
#[cfg(feature = "budget")]
#[doc(hidden)]
pub mod __private {
    pub use crate::generate::{Referent, SizedReferent, UnsizedReferent, generate, rng};
    pub use crate::{generated, smol_runtime, tokio_runtime};
    pub use core::default::Default;
    pub use core::hint::black_box;
    pub use core::prelude::v1::test;
    pub use core::primitive::{bool, usize};
    pub use core::{column, compile_error, file, line, module_path, option_env, stringify};
    pub use perfmacro_runtime::executor;
    pub use perfmacro_runtime::loan::{Lend, Loan};
    pub use perfmacro_runtime::optimization::{crate_number, is_optimized};
    pub use perfmacro_runtime::owned::Lent;
    pub use perfmacro_runtime::routine;
    pub use perfmacro_runtime::routine::check_of;
    #[cfg(feature = "bench")]
    pub use perfmacro_runtime::suite::main;
    pub use perfmacro_runtime::throughput::throughput_of;
    pub use perfmacro_runtime::{
        AllocScope, Budget, Case, Class, Counted, Counter, Enforce, Enforced, Entry, Limit,
        Location, Options, Percentile, Picoseconds, Rate, Routine, Sampling, SamplingMode, Sizes,
        Term, Test, Throughput, ThroughputSource, Variant, built, calls_on_threads, enforce, owned,
        submit,
    };
    pub use std::option::Option;
    pub use std::process::ExitCode;

    /// Stands for a runtime that is not there, so that the error which says so is the only one.
    #[must_use]
    pub fn missing_runtime((): ()) -> fn() -> executor::Local {
        || executor::Local
    }

    /// What is in scope of a throughput closure: two functions, and no type that could shadow a user's.
    pub mod throughput {
        pub use perfmacro_runtime::throughput::{Bytes, Elements};
    }
}
