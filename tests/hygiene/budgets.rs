//! Every kind of test that a budget has, and the ones a benchmark has without.

use perfmacro::perf_bench;

const SIZES: &[usize] = &[10, 20];
const FACTOR: usize = 10;
const LARGE: usize = 1000;
static STATIC_SIZES: [usize; 2] = [10, 20];

mod sizes {
    pub(super) const FEW: [usize; 1] = [7];
}

#[perf_bench(target = "1s")]
fn one() -> u32 {
    7
}

#[perf_bench]
fn none() -> u32 {
    7
}

#[perf_bench(sizes = [1, 2])]
fn none_with_sizes(size: usize) -> usize {
    size
}

#[perf_bench(target = "1s", sizes = [0, 1, 0x10, 1_000, 20_usize])]
fn literals(size: usize) -> usize {
    size
}

#[perf_bench(target = "1s", sizes = 1..=1_000 * 10)]
fn range(size: usize) -> usize {
    size
}

#[perf_bench(target = "1s", sizes = 1..=LARGE * FACTOR)]
fn range_of_constants(size: usize) -> usize {
    size
}

#[perf_bench(target = "1s", sizes = SIZES)]
fn constant_slice(size: usize) -> usize {
    size
}

#[perf_bench(target = "1s", sizes = sizes::FEW)]
fn constant_array(size: usize) -> usize {
    size
}

#[perf_bench(target = "1s", sizes = &sizes::FEW)]
fn reference(size: usize) -> usize {
    size
}

#[perf_bench(target = "1s", sizes = STATIC_SIZES)]
fn static_array(size: usize) -> usize {
    size
}

#[perf_bench(target = "1s", sizes = [sizes::FEW[0], LARGE, 2 * FACTOR, u8::MAX as usize])]
fn constants_in_a_list(size: usize) -> usize {
    size
}

#[perf_bench(target = "1s + 1ms * n * log2(n)", sizes = [0, 100])]
fn formula(size: usize) -> usize {
    size
}

#[perf_bench(target = "1_234_567.891us * sqrt(n) + n ^ 1.5 * 0.123_456us", sizes = SIZES)]
fn formula_of_fractions(size: usize) -> usize {
    size
}

#[perf_bench(target = ["1s", "1234567891us"], sizes = [10, 20])]
fn list(size: usize) -> usize {
    size
}

#[perf_bench(target = ["1s", "2s"], critical = ["2s", "2s"], sizes = SIZES)]
fn list_for_a_constant(size: usize) -> usize {
    size
}

#[perf_bench(target = "1s", critical = "1s * n", sizes = [1, 10])]
fn critical(size: usize) -> usize {
    size
}

#[perf_bench(p50 = "1s", p90 = "1s", p99 = "1s", p999 = "2s")]
fn percentiles() -> u32 {
    7
}

#[perf_bench(p99 = "1s + 1ms * n", sizes = [1, 2])]
fn percentile_by_size(size: usize) -> usize {
    size
}

#[perf_bench(min_throughput = "1.5 B/s", sizes = [10], throughput = bytes)]
fn rate_of_bytes(data: &[u8]) -> usize {
    data.len()
}

#[perf_bench(min_throughput = "2 elem/s", sizes = SIZES)]
fn rate_of_elements(size: usize) -> usize {
    size
}

#[perf_bench(
    min_throughput = "1 KiB/s",
    setup = || vec![0; 4096],
    throughput = |data| Bytes(data.len())
)]
fn rate_of_an_input(data: &[u8]) -> usize {
    data.len()
}

#[perf_bench(target = "1s", enforce = "always")]
fn enforced_always() -> u32 {
    7
}

#[perf_bench(target = "1s", enforce = optimized)]
fn enforced_where_optimized() -> u32 {
    7
}

// A breach by far, which nothing enforces.
#[perf_bench(target = "0.001ns", enforce = never, sizes = [10])]
fn enforced_never(data: &mut [u8]) {
    data.sort_unstable();
}
