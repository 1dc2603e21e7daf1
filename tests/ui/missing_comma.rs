// Two options without a comma between them.

use perfmacro::perf_bench;

#[perf_bench(target = "1us" seed = "7")]
fn space(size: usize) {
    let _ = size;
}

fn main() {}
