// A setup is called for every input: a value is not one.

use perfmacro::perf_bench;

#[perf_bench(setup = vec![0; 100])]
fn call(data: &[u8]) {
    let _ = data;
}

#[perf_bench(setup = 7)]
fn literal(size: usize) {
    let _ = size;
}

fn main() {}
