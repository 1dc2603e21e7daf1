// What builds an input needs a parameter that takes it.

use perfmacro::perf_bench;

#[perf_bench(args = [("a", 1)], inputs = pool(16), sizes = [1], setup = || 1, seed = 7)]
fn call() {}

fn main() {}
