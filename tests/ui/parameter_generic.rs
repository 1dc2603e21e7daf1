// A generic function is many: a setup says which one is measured.

use perfmacro::perf_bench;

#[perf_bench]
fn typed<T: Ord>(data: &mut [T]) {
    data.sort();
}

#[perf_bench]
fn constant<const N: usize>(data: &[u8; N]) {
    let _ = data;
}

#[perf_bench]
fn lifetime_and_type<'a, T>(data: &'a [T]) -> &'a [T] {
    data
}

fn main() {}
