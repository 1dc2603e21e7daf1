// A name is a string.

use perfmacro::perf_bench;

#[perf_bench(name = parse, group = 7)]
fn tick() {}

fn main() {}
