// Each term has one duration, and its unit.

use perfmacro::perf_bench;

#[perf_bench(target = "1us + n * log2(n)", sizes = [10])]
fn none(size: usize) {
    let _ = size;
}

#[perf_bench(target = "1us * 2us", sizes = [10])]
fn two(size: usize) {
    let _ = size;
}

#[perf_bench(target = "200 + 12ns * n", sizes = [10])]
fn no_unit(size: usize) {
    let _ = size;
}

#[perf_bench(target = "1us + 2 sec * n", sizes = [10])]
fn unknown_unit(size: usize) {
    let _ = size;
}

#[perf_bench(target = "1ns / 1_000_000")]
fn none_left() {}

#[perf_bench(target = "200_000min + 200_000min")]
fn too_long() {}

fn main() {}
