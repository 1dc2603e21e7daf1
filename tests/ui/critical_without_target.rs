// `critical` is beside a `target`.

use perfmacro::perf_bench;

#[perf_bench(critical = "1us")]
fn alone() {}

#[perf_bench(critical = "1us", p99 = "2us")]
fn beside_another() {}

fn main() {}
