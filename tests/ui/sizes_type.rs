// A size is a whole number: other literals are refused before the compiler sees them.

use perfmacro::perf_bench;

#[perf_bench(sizes = [1.5, "10", -1, 10u32, 'a'])]
fn sum(data: &[u8]) {
    let _ = data;
}

fn main() {}
