// A budget below nothing is a slip.

use perfmacro::perf_bench;

#[perf_bench(target = "-1us")]
fn negative() {}

fn main() {}
