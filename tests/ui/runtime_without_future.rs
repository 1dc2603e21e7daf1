// With a runtime the result is awaited.

use perfmacro::perf_bench;

struct Runtime;

impl Runtime {
    fn block_on<F: Future>(&self, future: F) -> F::Output {
        let _ = future;
        unimplemented!()
    }
}

#[perf_bench(runtime = Runtime)]
fn number(number: u64) -> u64 {
    number
}

fn main() {}
