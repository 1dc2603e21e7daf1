// There is a type, and a constant, for each that the function is generic over.

use perfmacro::perf_bench;

#[perf_bench(types = [u8], consts = [1])]
fn not_generic(number: u64) {
    let _ = number;
}

#[perf_bench(types = [u8, (u8, u16)])]
fn two<K, V>(key: K, value: V) {
    let _ = (key, value);
}

#[perf_bench(consts = [1, (2, 3, 4)])]
fn two_constants<const N: usize, const M: usize>(arrays: [[u8; N]; M]) {
    let _ = arrays;
}

#[perf_bench(types = [u8])]
fn constant_is_missing<T, const N: usize>(array: [T; N]) {
    let _ = array;
}

#[perf_bench(setup = || "7")]
fn setup_does_not_tell<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

#[perf_bench(types = [String])]
fn bound<T: Copy>(value: T) {
    let _ = value;
}

fn main() {}
