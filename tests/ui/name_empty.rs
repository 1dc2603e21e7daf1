// A benchmark is found by its name.

use perfmacro::perf_bench;

#[perf_bench(name = "", group = " ")]
fn tick() {}

fn main() {}
