// One number is not a list, and a call is not a constant.

use perfmacro::perf_bench;

#[perf_bench(sizes = 10)]
fn number(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = vec![10])]
fn call(data: &[u8]) {
    let _ = data;
}

fn main() {}
