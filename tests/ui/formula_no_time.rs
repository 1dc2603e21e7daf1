// A formula gives a time at every size; one has no logarithm.

use perfmacro::perf_bench;

#[perf_bench(target = "5ns * log2(n)", sizes = [1, 10])]
fn logarithm_of_one(size: usize) {
    let _ = size;
}

#[perf_bench(p99 = "1us * n", sizes = [10, 0])]
fn nothing_times(size: usize) {
    let _ = size;
}

#[perf_bench(target = "1s * n^4", sizes = [10, 1_000])]
fn too_long(size: usize) {
    let _ = size;
}

fn main() {}
