// A value on its own is not guessed to be a budget.

use perfmacro::perf_bench;

#[perf_bench("1us")]
fn string() {}

#[perf_bench(= "1us")]
fn equals() {}

#[perf_bench(,)]
fn comma() {}

fn main() {}
