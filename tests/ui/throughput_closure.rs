// A throughput closure gives `Bytes(..)` or `Elements(..)` of a count.

use perfmacro::perf_bench;

#[perf_bench(throughput = |input| input.len())]
fn number(data: &[u8]) {
    let _ = data;
}

#[perf_bench(throughput = |input| Bytes(input.lenght()))]
fn slip(data: &[u8]) {
    let _ = data;
}

#[perf_bench(throughput = |input| bytes(input.len()))]
fn case(data: &[u8]) {
    let _ = data;
}

fn main() {}
