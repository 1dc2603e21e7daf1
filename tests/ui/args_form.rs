// An argument has a name and an input.

use perfmacro::perf_bench;

#[perf_bench(args = [1, 2])]
fn bare(number: u64) {
    let _ = number;
}

#[perf_bench(args = [(1, "a"), ("a", 1, 2), ("", 3)])]
fn shapes(number: u64) {
    let _ = number;
}

#[perf_bench(args = "a")]
fn no_list(text: &str) {
    let _ = text;
}

#[perf_bench(args = [])]
fn empty(text: &str) {
    let _ = text;
}

#[perf_bench(args = [("a", |n| n)])]
fn size_without_sizes(number: usize) {
    let _ = number;
}

fn main() {}
