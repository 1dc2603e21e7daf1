// A factor of one never arrives at the end, a factor of zero goes nowhere.

use perfmacro::perf_bench;

#[perf_bench(sizes = 10..=1000 * 1)]
fn one(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = 10..=1000 * 0)]
fn zero(data: &[u8]) {
    let _ = data;
}

fn main() {}
