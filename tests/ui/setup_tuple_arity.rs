// Several parameters are a tuple of as many.

use perfmacro::perf_bench;

#[perf_bench(setup = || (vec![1], String::new()))]
fn too_few(data: &[u8], name: &str, count: usize) {
    let _ = (data, name, count);
}

#[perf_bench(setup = || (vec![1], 1, 2))]
fn too_many(data: &[u8], count: &usize) {
    let _ = (data, count);
}

#[perf_bench(setup = || vec![1])]
fn not_a_tuple(data: &[u8], count: &usize) {
    let _ = (data, count);
}

fn main() {}
