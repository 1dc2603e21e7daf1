// There is no default unit: the message completes the number.

use perfmacro::perf_bench;

#[perf_bench(target = "10")]
fn target() {}

#[perf_bench(target = "1_000.5")]
fn fraction() {}

fn main() {}
