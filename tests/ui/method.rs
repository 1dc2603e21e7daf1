// A method's `self` has a type that the attribute does not see.

use perfmacro::perf_bench;

struct Parser;

impl Parser {
    #[perf_bench(target = "1us")]
    fn shared(&self) {}

    #[perf_bench]
    fn owned(self) {}
}

fn main() {}
