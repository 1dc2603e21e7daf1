// Every call would breach a budget of nothing.

use perfmacro::perf_bench;

#[perf_bench(target = "0us")]
fn zero() {}

fn main() {}
