// Types are a list of types.

use perfmacro::perf_bench;

#[perf_bench(types = u8)]
fn no_list<T>(value: T) {
    let _ = value;
}

#[perf_bench(types = [])]
fn empty<T>(value: T) {
    let _ = value;
}

#[perf_bench(types = [u8, "u16"])]
fn no_type<T>(value: T) {
    let _ = value;
}

#[perf_bench(types = [u8, Vec<u8>, Vec< u8 >])]
fn twice<T>(value: T) {
    let _ = value;
}

#[perf_bench(types(u8))]
fn no_value<T>(value: T) {
    let _ = value;
}

fn main() {}
