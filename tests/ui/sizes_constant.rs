// The type of a constant is the compiler's to check: it points at the constant.

use perfmacro::perf_bench;

const SIZES: [usize; 2] = [10, 100];
const NARROW: &[u32] = &[10, 100];
const ONE: u32 = 10;

#[perf_bench(sizes = SIZES)]
fn array(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = NARROW)]
fn narrow(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = [1, ONE])]
fn element(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = 1..=ONE * 10)]
fn end(data: &[u8]) {
    let _ = data;
}

#[perf_bench(sizes = MISSING)]
fn missing(data: &[u8]) {
    let _ = data;
}

fn main() {}
