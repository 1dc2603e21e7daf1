// A count is a whole number, or a formula of numbers.

use perfmacro::perf_bench;

#[perf_bench(max_allocs = -1)]
fn negative() {}

#[perf_bench(max_instructions = 1.5)]
fn fraction() {}

#[perf_bench(max_allocs = 2.0)]
fn point() {}

#[perf_bench(max_allocs = "1.5")]
fn fraction_in_a_string() {}

#[perf_bench(max_allocs = "-1")]
fn negative_in_a_string() {}

#[perf_bench(max_allocs = "2 allocs")]
fn unit() {}

#[perf_bench(max_instructions = "12k * n", sizes = [10])]
fn prefix(size: usize) {
    let _ = size;
}

#[perf_bench(max_instructions = "12n", sizes = [10])]
fn implicit_product(size: usize) {
    let _ = size;
}

#[perf_bench(max_allocs = "few")]
fn name() {}

#[perf_bench(max_allocs = "0 * n", sizes = [10])]
fn none_of_each(size: usize) {
    let _ = size;
}

#[perf_bench(max_allocs = "2 *")]
fn unfinished() {}

#[perf_bench(max_allocs = LIMIT)]
fn constant() {}

const LIMIT: u64 = 2;

#[perf_bench(max_allocs = 2 + 2)]
fn expression() {}

#[perf_bench(max_instructions = 100_000_000_000_000_000_000)]
fn too_large() {}

#[perf_bench(max_instructions = "1_000 * n^10", sizes = [10, 1_000_000])]
fn too_large_at_a_size(size: usize) {
    let _ = size;
}

fn main() {}
