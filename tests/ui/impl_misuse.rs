// An annotated block has annotated functions, each with its own attribute once.

use perfmacro::perf_bench;

struct Parser;

#[perf_bench]
impl Parser {
    fn unmeasured(&self) {}
}

#[perf_bench]
impl Parser {
    #[perf_bench]
    const LIMIT: usize = 1;

    #[perf_bench(target = "1")]
    #[perf_bench]
    fn twice(&self) {}
}

#[perf_bench]
impl Parser {
    #[perf_bench(traget = "1us")]
    fn slip() {}

    #[perf_bench(target = "1 parsec")]
    fn unit() {}

    #[perf_bench]
    fn receiver_without_input(&self) {}
}

fn main() {}
