// A method's input is its receiver and what stands behind it.

use perfmacro::perf_bench;

struct Parser;

#[perf_bench]
impl Parser {
    #[perf_bench(setup = || Parser)]
    fn parse(&self, text: &str) {
        let _ = text;
    }

    #[perf_bench(setup = || (String::new(), "text"))]
    fn receiver(&self, text: &str) {
        let _ = text;
    }

    #[perf_bench(setup = Self::missing)]
    fn missing_setup(&self) {}
}

fn main() {}
