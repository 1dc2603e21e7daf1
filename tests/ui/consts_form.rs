// Constants are a list of constants.

use perfmacro::perf_bench;

#[perf_bench(consts = 8)]
fn no_list<const N: usize>(array: [u8; N]) {
    let _ = array;
}

#[perf_bench(consts = [1, 2, 1])]
fn twice<const N: usize>(array: [u8; N]) {
    let _ = array;
}

#[perf_bench(consts = [-1])]
fn negative<const N: usize>(array: [u8; N]) {
    let _ = array;
}

fn main() {}
