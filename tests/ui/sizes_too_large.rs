// A size fits in a `usize`.

use perfmacro::perf_bench;

#[perf_bench(sizes = [1, 99_999_999_999_999_999_999])]
fn sum(data: &[u8]) {
    let _ = data;
}

fn main() {}
