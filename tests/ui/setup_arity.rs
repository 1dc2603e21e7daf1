// A setup takes the size where there is one, and nothing else.

use perfmacro::perf_bench;

#[perf_bench(sizes = [10], setup = || vec![0; 10])]
fn no_size(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = [10], setup = |n, m| vec![n; m])]
fn two(data: &[usize]) {
    let _ = data;
}

#[perf_bench(setup = |n| vec![0; n])]
fn no_sizes(data: &[u8]) {
    let _ = data;
}

fn main() {}
