// A function of an `impl` block that names no `Self` is refused as well.

use perfmacro::perf_bench;

struct Parser;

impl Parser {
    #[perf_bench]
    fn new() -> Parser {
        Parser
    }
}

fn main() {}
