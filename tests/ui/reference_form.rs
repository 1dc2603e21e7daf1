// A reference is a path, and a ratio a number above zero.

use perfmacro::perf_bench;

#[perf_bench(reference = |text| text.len(), max_ratio = 0.5)]
fn closure(text: &str) {
    let _ = text;
}

#[perf_bench(reference = "slow", max_ratio = 0.5)]
fn string() {}

#[perf_bench(reference = slow(), max_ratio = 0.5)]
fn call() {}

#[perf_bench(reference = slow, max_ratio = 0)]
fn zero() {}

#[perf_bench(reference = slow, min_speedup = -2.0)]
fn negative() {}

#[perf_bench(reference = slow, min_speedup = "2x")]
fn ratio_in_a_string() {}

fn slow() {}

fn main() {}
