// Lists have one name on each line: a name of two lines would be two.

use perfmacro::perf_bench;

#[perf_bench(name = "two\nlines", group = "a\ttab")]
fn named() {}

fn main() {
    named();
}
