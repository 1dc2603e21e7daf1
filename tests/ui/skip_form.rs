// Cases are left out by what they are.

use perfmacro::perf_bench;

#[perf_bench(sizes = [1], skip = true)]
fn no_closure(number: u64) {
    let _ = number;
}

#[perf_bench(sizes = [1], skip = || true)]
fn no_parameter(number: u64) {
    let _ = number;
}

#[perf_bench(sizes = [1], skip = |case| case.size())]
fn no_answer(number: u64) {
    let _ = number;
}

#[perf_bench(sizes = [1], skip = |case| case.length() > 1)]
fn no_method(number: u64) {
    let _ = number;
}

fn main() {}
