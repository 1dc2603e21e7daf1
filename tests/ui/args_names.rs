// Names tell cases apart, and so do the names of their tests.

use perfmacro::perf_bench;

#[perf_bench(args = [("a", 1), ("b", 2), ("a ", 3)])]
fn twice(number: u64) {
    let _ = number;
}

#[perf_bench(target = "1us", args = [("a b", 1), ("a-b", 2)])]
fn one_test(number: u64) {
    let _ = number;
}

fn main() {}
