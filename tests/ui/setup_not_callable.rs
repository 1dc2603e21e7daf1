// A path is a function's or the compiler says so, on the path.

use perfmacro::perf_bench;

const INPUT: [u8; 3] = [1, 2, 3];

#[perf_bench(setup = INPUT)]
fn constant(data: &[u8]) {
    let _ = data;
}

#[perf_bench(setup = missing)]
fn undefined(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = [10], setup = INPUT)]
fn sized(data: &[u8]) {
    let _ = data;
}

fn main() {}
