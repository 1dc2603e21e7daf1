//! Functions that a `#[cfg(..)]` below the attribute takes away, with everything that names them.

use perfmacro::{perf_bench, perf_only};

#[perf_bench]
#[cfg(any())]
fn never(missing: Missing) {}

#[perf_bench]
#[cfg(test)]
#[cfg(not(target_os = "none"))]
fn always() {}

#[perf_only]
#[perf_bench]
fn only_where_active() {}
