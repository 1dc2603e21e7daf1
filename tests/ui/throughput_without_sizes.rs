// There is no size to count, and the input may say what there is.

use perfmacro::perf_bench;

#[perf_bench(throughput = bytes)]
fn bytes(data: &[u8]) {
    let _ = data;
}

#[perf_bench(throughput = elements)]
fn elements(data: &[u8]) {
    let _ = data;
}

fn main() {}
