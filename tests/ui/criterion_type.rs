// Criterion's options are literals of one kind each.

use perfmacro::perf_bench;

#[perf_bench(
    sample_size = 50.0,
    warm_up_time = 1,
    measurement_time = 1.5,
    nresamples = "many",
    confidence_level = "95 %",
    significance_level = alpha,
    noise_threshold = [0.01]
)]
fn tick() {}

fn main() {}
