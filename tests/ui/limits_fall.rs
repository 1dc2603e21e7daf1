// A higher limit is not below a lower one, wherever both are known.

use perfmacro::perf_bench;

#[perf_bench(target = "2us", critical = "1us")]
fn critical() {}

#[perf_bench(p50 = "2us", p99 = "1us", p999 = "500ns")]
fn percentiles() {}

#[perf_bench(target = "1us + 10ns * n", critical = "20ns * n", sizes = [1000, 10])]
fn at_a_size(size: usize) {
    let _ = size;
}

#[perf_bench(target = "2us", critical = ["1us", "3us", "1.5us"], sizes = SIZES)]
fn in_a_list(size: usize) {
    let _ = size;
}

const SIZES: [usize; 3] = [1, 2, 3];

fn main() {}
