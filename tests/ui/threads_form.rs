// Threads are a list of whole numbers.

use perfmacro::perf_bench;

#[perf_bench(threads = 4)]
fn no_list() {}

#[perf_bench(threads = [0, 1, "2", 5000, 1])]
fn numbers() {}

#[perf_bench(threads = [])]
fn empty() {}

fn main() {}
