// A generated input does not live for ever.

use perfmacro::perf_bench;

#[perf_bench]
fn text(text: &'static str) {
    let _ = text;
}

fn main() {}
