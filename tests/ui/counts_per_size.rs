// A list of limits on counts has one for each size, and a formula is of a size.

use perfmacro::perf_bench;

#[perf_bench(max_allocs = [1, 2], sizes = [1, 10, 100])]
fn too_few(size: usize) {
    let _ = size;
}

#[perf_bench(max_peak = [1024, "2 KiB"])]
fn list_without_sizes() {}

#[perf_bench(max_allocs = "2 * n")]
fn count_without_sizes() {}

#[perf_bench(max_leaked = "8 B * n")]
fn bytes_without_sizes() {}

#[perf_bench(max_allocs = [], sizes = [1])]
fn empty(size: usize) {
    let _ = size;
}

#[perf_bench(max_peak = [1024, "2 KiB * n"], sizes = [1, 10])]
fn formula(size: usize) {
    let _ = size;
}

#[perf_bench(max_allocs = [LIMIT, -1, 1.5, "2"], sizes = [1, 2, 3, 4])]
fn elements(size: usize) {
    let _ = size;
}

const LIMIT: u64 = 1;

#[perf_bench(max_peak = [LIMIT, "2 kib"], sizes = [1, 2])]
fn elements_in_bytes(size: usize) {
    let _ = size;
}

fn main() {}
