// One attribute has all options of a function.

use perfmacro::perf_bench;

#[perf_bench(target = "1s")]
#[perf_bench(sizes = [1])]
fn twice(size: usize) {
    let _ = size;
}

fn main() {}
