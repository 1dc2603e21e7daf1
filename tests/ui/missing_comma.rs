// Two options without a comma between them: the first still counts, the second is read.

use perfmacro::perf_bench;

#[perf_bench(target = "1us" seed = "7")]
fn space(size: usize) {
    let _ = size;
}

fn main() {}
