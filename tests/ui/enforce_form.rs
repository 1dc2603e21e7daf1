// `enforce` is one of three words.

use perfmacro::perf_bench;

#[perf_bench(target = "1us", enforce = "sometimes")]
fn word() {}

#[perf_bench(target = "1us", enforce = true)]
fn boolean() {}

fn main() {}
