// A duration is a string: Rust has no literal for it, and a constant is not read.

use perfmacro::perf_bench;

const BUDGET: &str = "1us";

#[perf_bench(target = 1us)]
fn suffix() {}

#[perf_bench(target = 1000)]
fn number() {}

#[perf_bench(target = BUDGET)]
fn constant() {}

#[perf_bench(target = -"1us")]
fn sign() {}

fn main() {}
