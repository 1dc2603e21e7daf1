// An unsafe call is justified, and no other.

use perfmacro::perf_bench;

#[perf_bench]
unsafe fn unjustified() {}

#[perf_bench(safety = "it is safe")]
fn safe() {}

#[perf_bench(safety = true)]
unsafe fn no_reason() {}

fn main() {}
