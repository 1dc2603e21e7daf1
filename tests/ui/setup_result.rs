// A setup of the wrong type is underlined, for each way a parameter takes its input.

use perfmacro::perf_bench;

fn words() -> Vec<String> {
    Vec::new()
}

#[perf_bench(setup = words)]
fn shared(data: &[u8]) {
    let _ = data;
}

#[perf_bench(setup = words)]
fn exclusive(data: &mut [u8]) {
    let _ = data;
}

#[perf_bench(setup = words)]
fn owned(data: Vec<u8>) {
    let _ = data;
}

#[perf_bench(sizes = [10], setup = |n| vec![1.5; n])]
fn closure(data: &[u8]) {
    let _ = data;
}

#[perf_bench(setup = || "text")]
fn reference(data: &[u8]) {
    let _ = data;
}

fn main() {}
