// Bytes have a unit of bytes, or none.

use perfmacro::perf_bench;

#[perf_bench(max_peak = "64 kib")]
fn case() {}

#[perf_bench(max_alloc_bytes = "64 Kb")]
fn bits() {}

#[perf_bench(max_leaked = "1 page")]
fn unit() {}

#[perf_bench(max_peak = "1 KiB + 2 KiB * 3 B * n", sizes = [10])]
fn two_units(size: usize) {
    let _ = size;
}

#[perf_bench(max_peak = "0.3 KiB")]
fn fraction() {}

#[perf_bench(max_peak = 0.5)]
fn number_with_a_point() {}

#[perf_bench(max_peak = "8 KiB n", sizes = [10])]
fn implicit_product(size: usize) {
    let _ = size;
}

#[perf_bench(max_peak = "KiB")]
fn no_number() {}

#[perf_bench(max_peak = "0 B * n", sizes = [10])]
fn none_of_each(size: usize) {
    let _ = size;
}

#[perf_bench(max_peak = "1_000_000_000 GiB * 100")]
fn too_large() {}

#[perf_bench(max_leaked = true)]
fn word() {}

fn main() {}
