// A rate counts what the throughput counts.

use perfmacro::perf_bench;

#[perf_bench(min_throughput = "1 MiB/s", throughput = elements, sizes = [10])]
fn bytes_of_elements(size: usize) {
    let _ = size;
}

#[perf_bench(min_throughput = "1 MiB/s", sizes = [10])]
fn bytes_of_sizes(size: usize) {
    let _ = size;
}

#[perf_bench(min_throughput = "1M/s", throughput = bytes, sizes = [10])]
fn elements_of_bytes(size: usize) {
    let _ = size;
}

#[perf_bench(min_throughput = "1 MiB/s")]
fn bytes_of_nothing() {}

#[perf_bench(min_throughput = "1M/s")]
fn elements_of_nothing() {}

#[perf_bench(min_throughput = "1M/s", sizes = [0, 10])]
fn nothing_at_zero(size: usize) {
    let _ = size;
}

fn main() {}
