// Throughput is one of two words, or a closure over the input.

use perfmacro::perf_bench;

#[perf_bench(sizes = [10], throughput = bits)]
fn word(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = [10], throughput = "1 GiB/s")]
fn string(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = [10], throughput = 7)]
fn number(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = [10], throughput = || Bytes(7))]
fn closure(data: &[u8]) {
    let _ = data;
}

fn main() {}
