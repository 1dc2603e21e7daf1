// Calls on several threads at once are not counted one by one.

use perfmacro::perf_bench;

#[perf_bench(max_allocs = 0, target = "1us", threads = [1, 2])]
fn allocations() {}

#[perf_bench(max_peak = "1 KiB", max_instructions = 1_000, threads = [2])]
fn several() {}

fn main() {}
