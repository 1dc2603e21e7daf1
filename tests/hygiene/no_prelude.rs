//! A module without a prelude: no `Some`, no `Vec`, no macros of `std`.

#![no_implicit_prelude]

use ::perfmacro::{perf_bench, perf_only};

#[perf_bench(target = "1s", sizes = [10])]
fn shared(data: &[u8], text: &str) -> usize {
    data.len() + text.len()
}

#[perf_bench(target = "1s", sizes = [10], setup = input, throughput = |input| Bytes(input.len()))]
fn exclusive(data: &mut [u8]) {
    data.reverse();
}

#[perf_bench(target = "1s * n", p99 = ["1s"], min_throughput = "1/s", enforce = always, sizes = [10])]
fn bounded(data: &[u8]) -> usize {
    data.len()
}

#[perf_only]
fn input(size: usize) -> ::std::vec::Vec<u8> {
    ::std::vec![0; size]
}

#[perf_bench]
fn owned(data: ::std::vec::Vec<u8>) -> ::std::vec::Vec<u8> {
    data
}

#[derive(::perfmacro::Input)]
enum Derived {
    Some(usize),
    Others {
        #[input(default)]
        defaulted: usize,
        others: ::std::vec::Vec<Derived>,
    },
}

#[perf_bench(target = "1s", sizes = [10])]
fn derived(input: &Derived) -> usize {
    match input {
        Derived::Some(number) => *number,
        Derived::Others { defaulted, others } => *defaulted + others.len(),
    }
}

struct Method(u8);

#[perf_bench(target = "1s")]
impl Method {
    #[perf_bench(setup = || (Self(1), ::std::string::String::new()), inputs = reuse)]
    fn push(&mut self, text: ::std::string::String) -> ::std::string::String {
        self.0 ^= 1;
        text
    }
}

#[perf_bench(target = "1s", types = [u8], consts = [2], threads = [2], skip = |_| false, check = |_| true)]
fn first<T: ::core::marker::Copy, const N: usize>(values: &[T; N]) -> T {
    values[0]
}

#[perf_bench(target = "1s", args = [("a", "a"), ("b", ::std::string::String::new())])]
async fn length(text: &str) -> usize {
    ::core::future::ready(text.len()).await
}

#[perf_bench(
    max_allocs = 0,
    max_peak = "1 KiB + n",
    alloc_scope = thread,
    complexity = "O(1)",
    reference = bounded,
    min_speedup = 0.001,
    sizes = [1, 4, 16]
)]
fn counted(data: &[u8]) -> usize {
    data.len()
}
