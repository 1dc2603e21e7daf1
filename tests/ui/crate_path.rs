// `crate` is the path of a module that re-exports perfmacro.

use perfmacro::perf_bench;

#[perf_bench(crate = "perfmacro")]
fn string() {}

#[perf_bench(crate = 7)]
fn number() {}

fn main() {}
