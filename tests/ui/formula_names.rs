// A formula knows the size and two functions of it.

use perfmacro::perf_bench;

#[perf_bench(target = "1ns * size", sizes = [10])]
fn another_size(size: usize) {
    let _ = size;
}

#[perf_bench(target = "1ns * ln(n)", sizes = [10])]
fn another_logarithm(size: usize) {
    let _ = size;
}

#[perf_bench(target = "1ns * log2(n + 1)", sizes = [10])]
fn argument(size: usize) {
    let _ = size;
}

fn main() {}
