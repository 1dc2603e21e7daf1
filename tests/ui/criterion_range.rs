// Criterion panics past these limits when it runs; the attribute says so when it compiles.

use perfmacro::perf_bench;

#[perf_bench(
    sample_size = 9,
    warm_up_time = "0s",
    measurement_time = "0s",
    nresamples = 0,
    confidence_level = 1.0,
    significance_level = 0,
    noise_threshold = -0.01
)]
fn tick() {}

fn main() {}
