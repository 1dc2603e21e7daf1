// What does not return has no time.

use perfmacro::perf_bench;

#[perf_bench]
fn stop() -> ! {
    panic!()
}

fn main() {}
