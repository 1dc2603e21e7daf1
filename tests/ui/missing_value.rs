// An option without a value shows how to write it, and so does one written like a call.

use perfmacro::perf_bench;

#[perf_bench(target)]
fn alone() {}

#[perf_bench(target =)]
fn equals() {}

#[perf_bench(target =, seed = 7)]
fn before_another(size: usize) {
    let _ = size;
}

#[perf_bench(target("1us"))]
fn call() {}

#[perf_bench(crate =)]
fn path() {}

fn main() {}
