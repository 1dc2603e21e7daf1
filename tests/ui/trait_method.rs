// A trait's function is of no type that could be measured, provided or not.

use perfmacro::perf_bench;

trait Parse {
    #[perf_bench]
    fn parse(text: &str) -> u32;

    #[perf_bench]
    fn provided(&self) -> u32 {
        7
    }
}

fn main() {}
