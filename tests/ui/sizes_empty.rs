// Nothing to measure is not a success.

use perfmacro::perf_bench;

#[perf_bench(sizes = [])]
fn list(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = &[])]
fn reference(data: &[u8]) {
    let _ = data;
}

fn main() {}
