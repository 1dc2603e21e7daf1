// No clock times a single call of some nanoseconds.

use perfmacro::perf_bench;

#[perf_bench(p99 = "99ns")]
fn constant() {}

#[perf_bench(p50 = "10ns * n", sizes = [100, 9])]
fn at_a_size(size: usize) {
    let _ = size;
}

#[perf_bench(p999 = ["50ns", "1us", "60ns"], sizes = [1, 2, 3])]
fn in_a_list(size: usize) {
    let _ = size;
}

fn main() {}
