// Whose allocations count is about a budget that counts some.

use perfmacro::perf_bench;

#[perf_bench(alloc_scope = process)]
fn alone() {}

#[perf_bench(max_instructions = 10, alloc_scope = "thread")]
fn beside_instructions() {}

fn main() {}
