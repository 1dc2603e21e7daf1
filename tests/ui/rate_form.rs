// A rate is a number, a unit and `/s`.

use perfmacro::perf_bench;

#[perf_bench(min_throughput = "fast", sizes = [10])]
fn word(size: usize) {
    let _ = size;
}

#[perf_bench(min_throughput = 100, sizes = [10])]
fn number(size: usize) {
    let _ = size;
}

#[perf_bench(min_throughput = "50_000", sizes = [10])]
fn no_unit(size: usize) {
    let _ = size;
}

#[perf_bench(min_throughput = "1.5 GiB", sizes = [10])]
fn no_time(size: usize) {
    let _ = size;
}

#[perf_bench(min_throughput = "10/ms", sizes = [10])]
fn another_time(size: usize) {
    let _ = size;
}

#[perf_bench(min_throughput = "100 Mb/s", sizes = [10])]
fn bits(size: usize) {
    let _ = size;
}

#[perf_bench(min_throughput = "100 mb/s", sizes = [10])]
fn case(size: usize) {
    let _ = size;
}

#[perf_bench(min_throughput = "100 lines/s", sizes = [10])]
fn unit(size: usize) {
    let _ = size;
}

#[perf_bench(min_throughput = "0/s", sizes = [10])]
fn zero(size: usize) {
    let _ = size;
}

fn main() {}
