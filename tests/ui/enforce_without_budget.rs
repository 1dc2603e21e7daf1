// Without a budget there is nothing to enforce.

use perfmacro::perf_bench;

#[perf_bench(enforce = "always")]
fn alone() {}

#[perf_bench(enforce = never, sizes = [10])]
fn with_sizes(size: usize) {
    let _ = size;
}

fn main() {}
