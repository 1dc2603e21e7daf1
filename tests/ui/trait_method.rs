// A declaration has nothing to measure.

use perfmacro::perf_bench;

trait Parse {
    #[perf_bench]
    fn parse(text: &str) -> u32;
}

fn main() {}
