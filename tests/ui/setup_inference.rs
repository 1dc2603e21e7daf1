// A setup generic in its result needs its type said.

use perfmacro::perf_bench;

#[perf_bench(sizes = [10], setup = |n| (0..n).collect())]
fn shared(data: &[usize]) {
    let _ = data;
}

#[perf_bench(setup = Default::default)]
fn exclusive(data: &mut Vec<u8>) {
    let _ = data;
}

fn main() {}
