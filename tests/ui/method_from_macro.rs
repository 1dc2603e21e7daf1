// What a macro makes of its tokens is not seen in the source, so that only the function's own tokens tell.

use perfmacro::perf_bench;

struct Parser;

macro_rules! methods {
    ($name:ident) => {
        impl Parser {
            #[perf_bench(target = "1us")]
            fn $name(&self) {}

            #[perf_bench]
            fn new() -> Self {
                Parser
            }
        }
    };
}

methods!(parse);

fn main() {}
