// Neither does it see what `Self` is.

use perfmacro::perf_bench;

struct Parser;

impl Parser {
    #[perf_bench]
    fn new() -> Self {
        Parser
    }

    #[perf_bench]
    fn len(parser: &Self) -> usize {
        let Parser = parser;
        0
    }
}

fn main() {}
