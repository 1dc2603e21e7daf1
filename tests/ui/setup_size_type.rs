// The size is a `usize`, whatever the closure says.

use perfmacro::perf_bench;

#[perf_bench(sizes = [10], setup = |n: u32| vec![n])]
fn sum(data: &[u32]) {
    let _ = data;
}

fn main() {}
