// A seed is a whole number of 64 bits.

use perfmacro::perf_bench;

#[perf_bench(seed = "7")]
fn string(size: usize) {
    let _ = size;
}

#[perf_bench(seed = -7)]
fn negative(size: usize) {
    let _ = size;
}

#[perf_bench(seed = 18_446_744_073_709_551_616)]
fn too_large(size: usize) {
    let _ = size;
}

fn main() {}
