// What is one function's own is not said for all, and what is wrong is said once.

use perfmacro::perf_bench;

struct Parser;

#[perf_bench(name = "parse", args = [("a", 1)], check = |_| true, safety = "none")]
impl Parser {
    #[perf_bench]
    fn one() {}

    #[perf_bench]
    fn other() {}
}

#[perf_bench(traget = "1us", sizes = [])]
mod hot {
    use perfmacro::perf_bench;

    #[perf_bench]
    fn one() {}

    #[perf_bench]
    fn other() {}
}

fn main() {}
