// A `crate` that is not there is underlined where it was written.

use perfmacro::perf_bench;

#[perf_bench(crate = missing)]
fn tick() {}

fn main() {}
