// Growth is over sizes.

use perfmacro::perf_bench;

#[perf_bench(complexity = "O(1)")]
fn alone() {}

fn main() {}
