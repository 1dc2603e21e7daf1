// A duration is kept exactly, in picoseconds, or refused.

use perfmacro::perf_bench;

#[perf_bench(target = "0.0001ns")]
fn too_fine() {}

#[perf_bench(measurement_time = "400000min")]
fn too_long() {}

fn main() {}
