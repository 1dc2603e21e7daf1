// A sampling mode is one of Criterion's.

use perfmacro::perf_bench;

#[perf_bench(sampling_mode = round)]
fn word() {}

#[perf_bench(sampling_mode = 7)]
fn number() {}

fn main() {}
