// A slip in an option's name names the option that was meant, and all others.

use perfmacro::perf_bench;

#[perf_bench(traget = "1us")]
fn slip() {}

#[perf_bench(budget = "1us")]
fn no_slip() {}

fn main() {}
