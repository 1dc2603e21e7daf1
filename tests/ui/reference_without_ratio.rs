// A reference and exactly one ratio belong together.

use perfmacro::perf_bench;

#[perf_bench(reference = slow)]
fn no_ratio() {}

#[perf_bench(max_ratio = 0.5)]
fn no_reference() {}

#[perf_bench(min_speedup = 2.0, enforce = always)]
fn no_reference_either() {}

#[perf_bench(reference = slow, max_ratio = 0.5, min_speedup = 2.0)]
fn two_ratios() {}

fn slow() {}

fn main() {}
