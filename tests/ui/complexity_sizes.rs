// Growth is seen over three sizes that are far apart.

use perfmacro::perf_bench;

#[perf_bench(complexity = "O(n)", sizes = [10, 100])]
fn two(size: usize) {
    let _ = size;
}

#[perf_bench(complexity = "O(n)", sizes = [80, 20, 40, 10, 0])]
fn near(size: usize) {
    let _ = size;
}

#[perf_bench(complexity = "O(n)", sizes = 3..=24 * 2)]
fn range(size: usize) {
    let _ = size;
}

#[perf_bench(complexity = "O(n)", sizes = [0])]
fn none(size: usize) {
    let _ = size;
}

#[perf_bench(complexity = "O(n)", sizes = [0, 16, 1, 4])]
fn enough(size: usize) {
    let _ = size;
}

fn main() {}
