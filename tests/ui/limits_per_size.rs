// A list of limits has one duration for each size.

use perfmacro::perf_bench;

#[perf_bench(target = ["1us", "2us"], sizes = [1, 10, 100])]
fn too_few(size: usize) {
    let _ = size;
}

#[perf_bench(p99 = ["1us", "2us"], sizes = [1])]
fn too_many(size: usize) {
    let _ = size;
}

#[perf_bench(target = ["1us", "2us"])]
fn no_sizes() {}

#[perf_bench(target = [], sizes = [1])]
fn empty(size: usize) {
    let _ = size;
}

#[perf_bench(target = ["1us", "2us * n"], sizes = [1, 10])]
fn formula(size: usize) {
    let _ = size;
}

#[perf_bench(target = [1000, "2 sec", BUDGET], sizes = [1, 10, 100])]
fn elements(size: usize) {
    let _ = size;
}

const BUDGET: &str = "1us";

fn main() {}
