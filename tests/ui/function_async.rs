// An `async fn` returns before it has done anything.

use perfmacro::perf_bench;

#[perf_bench]
async fn fetch() {}

fn main() {}
