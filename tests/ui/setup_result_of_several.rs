// With several parameters the part of the tuple that is wrong is underlined as the setup.

use perfmacro::perf_bench;

#[perf_bench(setup = || (vec![1_u8], 7_u32))]
fn shared(data: &[u8], name: &str) {
    let _ = (data, name);
}

#[perf_bench(setup = || (vec![1_u8], 7_u32))]
fn mixed(data: &mut [u8], numbers: Vec<u32>) {
    let _ = (data, numbers);
}

fn main() {}
