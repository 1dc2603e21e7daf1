// A setup with nowhere to go is a slip.

use perfmacro::perf_bench;

#[perf_bench(setup = || vec![0; 100])]
fn tick() {}

fn main() {}
