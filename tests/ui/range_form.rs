// Ranges of sizes are geometric: every other form shows the one that is meant.

use perfmacro::perf_bench;

#[perf_bench(sizes = 10..1000)]
fn exclusive(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = 10..=1000)]
fn without_factor(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = 10..=1000 + 10)]
fn arithmetic(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = 10..)]
fn open(data: &[u8]) {
    let _ = data;
}

fn main() {}
