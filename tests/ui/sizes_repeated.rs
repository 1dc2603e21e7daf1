// A size twice would be one test name twice, however it is written.

use perfmacro::perf_bench;

#[perf_bench(sizes = [10, 100, 1_0])]
fn sum(data: &[u8]) {
    let _ = data;
}

fn main() {}
