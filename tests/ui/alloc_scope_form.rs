// Allocations are of a thread or of the process.

use perfmacro::perf_bench;

#[perf_bench(max_allocs = 0, alloc_scope = "machine")]
fn string() {}

#[perf_bench(max_allocs = 0, alloc_scope = 1)]
fn number() {}

fn main() {}
