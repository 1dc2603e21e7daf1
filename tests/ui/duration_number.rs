// A duration begins with a plain decimal number.

use perfmacro::perf_bench;

#[perf_bench(target = "fast")]
fn word() {}

#[perf_bench(target = "1.2.3us")]
fn points() {}

#[perf_bench(target = " ")]
fn blank() {}

fn main() {}
