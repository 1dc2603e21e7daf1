// The same for a function's path, which only the compiler can count.

use perfmacro::perf_bench;

fn fixed() -> Vec<u8> {
    vec![0; 10]
}

fn sized(size: usize) -> Vec<u8> {
    vec![0; size]
}

#[perf_bench(sizes = [10], setup = fixed)]
fn no_size(data: &[u8]) {
    let _ = data;
}

#[perf_bench(setup = sized)]
fn no_sizes(data: &[u8]) {
    let _ = data;
}

fn main() {}
