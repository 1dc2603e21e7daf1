// No type is generated for a trait object.

use perfmacro::perf_bench;

use std::fmt::Display;

#[perf_bench]
fn shared(value: &dyn Display) {
    let _ = value.to_string();
}

#[perf_bench]
fn owned(value: Box<dyn Display>) {
    let _ = value.to_string();
}

fn main() {}
