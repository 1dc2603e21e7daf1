// A reference inside a parameter has nothing that owns what it refers to.

use perfmacro::perf_bench;

#[perf_bench]
fn words(words: &[&str]) {
    let _ = words;
}

fn main() {}
