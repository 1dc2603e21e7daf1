// A seed is for generated inputs.

use perfmacro::perf_bench;

#[perf_bench(seed = 7, setup = || vec![0; 100])]
fn built(data: &[u8]) {
    let _ = data;
}

#[perf_bench(seed = 7)]
fn none() {}

fn main() {}
