// Without sizes there is no `n`.

use perfmacro::perf_bench;

#[perf_bench(target = "1us + 2ns * n")]
fn target() {}

#[perf_bench(target = "1us", critical = "2us * log2(n)")]
fn both() {}

fn main() {}
