// Generated code is safe code.

use perfmacro::perf_bench;

#[perf_bench]
unsafe fn read(data: &[u8]) {
    let _ = data;
}

fn main() {}
