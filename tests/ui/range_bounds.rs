// A geometric range has a first size and does not end before it.

use perfmacro::perf_bench;

#[perf_bench(sizes = 0..=1000 * 10)]
fn from_zero(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = 1000..=10 * 10)]
fn backwards(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = -1..=1.5 * "10")]
fn types(data: &[u8]) {
    let _ = data;
}

fn main() {}
