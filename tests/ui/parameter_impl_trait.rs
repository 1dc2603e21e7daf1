// `impl Trait` is a generic in other words.

use perfmacro::perf_bench;

#[perf_bench]
fn owned(items: impl Iterator<Item = u8>) {
    let _ = items.count();
}

#[perf_bench]
fn shared(value: &impl ToString) {
    let _ = value.to_string();
}

#[perf_bench]
fn nested(items: Vec<impl ToString>) {
    let _ = items.len();
}

fn main() {}
