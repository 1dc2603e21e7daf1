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
