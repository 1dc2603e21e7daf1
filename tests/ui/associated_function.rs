// Inside an `impl` its block is annotated too, since the function alone does not see it.

use perfmacro::perf_bench;

struct Parser;

impl Parser {
    #[perf_bench]
    fn new() -> Parser {
        Parser
    }

    #[cfg_attr(all(), perf_bench(sises = []))]
    pub const fn with_a_mistake_in_its_attribute(size: usize) -> usize {
        size
    }
}

fn local() {
    impl<const N: usize> From<[u8; N]> for Parser
    where
        [u8; N]: Fn() -> u8,
    {
        #[perf_bench]
        fn from(_: [u8; N]) -> Parser {
            // Not the block's own: this one is free.
            #[perf_bench]
            fn inner() {}
            inner();
            Parser
        }
    }
}

fn main() {
    local();
}
