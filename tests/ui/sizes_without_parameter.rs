// Sizes that reach nothing would be one measurement under several names.

use perfmacro::perf_bench;

#[perf_bench(sizes = [10, 100])]
fn tick() {}

fn main() {}
