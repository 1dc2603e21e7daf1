//! Every name that an expansion could lean on means something else here.

#![allow(
    dead_code,
    unused_macros,
    non_camel_case_types,
    reason = "names to stumble over, and nothing to use"
)]

use ::perfmacro::perf_bench;

mod alloc {}
mod budget {}
mod core {}
mod criterion {}
mod growth {}
mod inventory {}
mod linkme {}
mod perfmacro {}
mod perfmacro_runtime {}
mod std {}

struct AllocScope;
struct Budget;
struct Class;
struct Counted;
struct Enforce;
struct Limit;
struct Percentile;
struct Rate;
struct Term;

struct Some;
struct None;
struct Ok;
struct Err;
struct Box;
struct Option;
struct Result;
struct String;
struct Vec;
struct bool;
struct str;
struct f64;
struct u64;
struct usize;

trait Clone {}
trait Copy {}
trait Default {}
trait Drop {}
trait Fn {}
trait FnMut {}
trait FnOnce {}
trait From {}
trait Into {}
trait IntoIterator {}
trait Iterator {}
trait Send {}
trait Sized {}
trait Sync {}
trait ToOwned {}

/// Methods that every value has, by value: they come before any that borrows.
trait Everywhere: ::core::marker::Sized {
    fn run(self) {}
    fn make(self) {}
    fn take(self) {}
    fn size(self) {}
    fn seed(self) {}
    fn generate(self) {}
}

impl<T> Everywhere for T {}

fn drop() {}
fn reference() {}
fn main() {}

macro_rules! allow {
    () => {};
}
macro_rules! cfg {
    () => {};
}
macro_rules! concat {
    () => {};
}
macro_rules! include {
    () => {};
}
macro_rules! test {
    () => {};
}
macro_rules! assert {
    () => {};
}
macro_rules! column {
    () => {};
}
macro_rules! env {
    () => {};
}
macro_rules! file {
    () => {};
}
macro_rules! format {
    () => {};
}
macro_rules! line {
    () => {};
}
macro_rules! module_path {
    () => {};
}
macro_rules! option_env {
    () => {};
}
macro_rules! panic {
    () => {};
}
macro_rules! stringify {
    () => {};
}
macro_rules! submit {
    () => {};
}
macro_rules! vec {
    () => {};
}

#[perf_bench(target = "1s", sizes = [10])]
fn checksum(data: &[u8]) -> u32 {
    ::core::iter::Iterator::sum(::core::iter::Iterator::map(data.iter(), |byte| {
        <u32 as ::core::convert::From<u8>>::from(*byte)
    }))
}

#[perf_bench(target = "1s")]
fn exclusive(data: &mut [u8]) {
    data.sort_unstable();
}

#[perf_bench(target = "1s", sizes = SIZES, throughput = bytes)]
fn owned(data: ::std::vec::Vec<u8>) -> ::std::vec::Vec<u8> {
    data
}

const SIZES: [::core::primitive::usize; 2] = [1, 2];

#[perf_bench(target = "1s", sizes = 1..=LAST * 2)]
fn geometric(size: ::core::primitive::usize) -> ::core::primitive::usize {
    size
}

const LAST: ::core::primitive::usize = 2;

#[perf_bench(
    sizes = [1, LAST],
    setup = |n| (::std::vec![7; n], ::std::string::String::new(), n),
    throughput = |input| Elements(input.2),
    group = "group",
    name = "several parameters",
    sample_size = 10,
    warm_up_time = "1ms",
    measurement_time = "1ms",
    nresamples = 1000,
    confidence_level = 0.9,
    significance_level = 0.1,
    noise_threshold = 0.1,
    sampling_mode = flat
)]
fn several(data: &[u8], text: &mut ::std::string::String, size: ::core::primitive::usize) {
    text.push(::core::convert::From::from(data[size - 1]));
}

#[perf_bench(
    target = "1s + 1ns * n * log2(n)",
    critical = ["2s"],
    p50 = "1s",
    p90 = "1s",
    p99 = "1s",
    p999 = "1s",
    min_throughput = "1 B/s",
    enforce = "always",
    sizes = [10],
    throughput = bytes
)]
fn bounded(data: &[u8]) -> ::core::primitive::usize {
    data.len()
}

#[perf_bench]
fn nothing() {}

#[derive(::perfmacro::Input)]
struct Derived<T> {
    value: T,
    #[input(default)]
    defaulted: ::std::vec::Vec<T>,
    #[input(with = |size, _| ::std::vec![7; size], size = 3)]
    bytes: ::std::vec::Vec<u8>,
}

#[derive(::perfmacro::Input)]
enum DerivedEnum {
    None,
    Some(::core::option::Option<::std::boxed::Box<DerivedEnum>>),
}

#[perf_bench(target = "1s", sizes = [10])]
fn derived(input: &Derived<u8>, other: &[DerivedEnum]) -> ::core::primitive::usize {
    input.bytes.len() + other.len()
}

struct Counter {
    count: ::core::primitive::u64,
}

#[perf_bench(target = "1s")]
impl Counter {
    #[perf_bench(setup = || (Self { count: 1 }, 2))]
    fn add(&mut self, number: ::core::primitive::u64) -> &mut Self {
        self.count += number;
        self
    }

    #[perf_bench(setup = || Counter { count: 1 }, inputs = reuse, check = |count| *count == 2)]
    fn next(&mut self) -> ::core::primitive::u64 {
        self.count += 1;
        self.count
    }
}

#[perf_bench]
impl ::core::ops::Not for Counter {
    type Output = ::core::primitive::u64;

    #[perf_bench(target = "1s", setup = || Self { count: 1 })]
    fn not(self) -> <Self as ::core::ops::Not>::Output {
        self.count
    }
}

#[perf_bench(
    target = "1s",
    types = [::core::primitive::u8, ::core::primitive::u64],
    consts = [1, LAST],
    args = [
        ("one", |n, _rng| (::std::vec![T::from(1_u8); n], [1; N])),
        ("none", (::std::vec::Vec::<T>::new(), [1; N])),
    ],
    sizes = [1, 2],
    threads = [1, 2],
    inputs = pool(2),
    skip = |case| case.size() > 1 && ::core::mem::size_of::<T>() > 1,
    check = |count| *count < 9,
    throughput = |input| Elements(input.1.len())
)]
fn product<T, const N: ::core::primitive::usize>(
    values: &[T],
    array: [::core::primitive::u8; N],
) -> ::core::primitive::usize
where
    T: ::core::convert::From<::core::primitive::u8>,
{
    values.len() + array.len()
}

#[perf_bench(target = "1s", types = [::core::primitive::u8])]
fn implied(value: &impl ::core::marker::Copy) -> ::core::primitive::usize {
    ::core::mem::size_of_val(value)
}

#[perf_bench(target = "1s", setup = async || ::std::vec![1_u8], threads = [1])]
async fn awaited(bytes: ::std::vec::Vec<u8>) -> ::std::vec::Vec<u8> {
    ::core::future::ready(()).await;
    bytes
}

#[perf_bench(target = "1s", inputs = reuse, setup = || (1, ::std::string::String::new()))]
async fn awaited_state(
    count: &mut ::core::primitive::u64,
    text: ::std::string::String,
) -> ::std::string::String {
    *count += ::core::future::ready(1).await;
    text
}

#[perf_bench(
    max_allocs = 9,
    max_alloc_bytes = "1 KiB + 8 * n",
    max_peak = [4096, "4 KiB", 4096],
    max_leaked = "4 KiB",
    alloc_scope = process,
    max_instructions = "2_000_000 * n",
    complexity = "O(n log n)",
    reference = checksum,
    max_ratio = 1_000.0,
    sizes = [1, 4, 16]
)]
fn counted(data: &[u8]) -> u32 {
    checksum(data)
}

const GROWING: [::core::primitive::usize; 3] = [1, 4, 16];

#[perf_bench(complexity = "O(n)", sizes = GROWING)]
fn grown(size: ::core::primitive::usize) -> ::core::primitive::usize {
    size
}

#[perf_bench(max_allocs = 1, reference = reference, min_speedup = 0.001)]
fn nothing_like_it() {}

#[perf_bench(reference = exclusive, max_ratio = 1_000, sizes = [10], threads = [1, 2])]
fn exclusive_again(data: &mut [u8]) {
    data.sort_unstable();
}

#[perf_bench(reference = owned, max_ratio = 1_000, setup = ::std::vec::Vec::new)]
fn owned_again(data: ::std::vec::Vec<u8>) -> ::std::vec::Vec<u8> {
    data
}

#[perf_bench(
    reference = product::<T, N>,
    max_ratio = 1_000,
    complexity = "O(n)",
    types = [::core::primitive::u8, ::core::primitive::u64],
    consts = [1, LAST],
    args = [("one", |n| (::std::vec![T::from(1_u8); n], [1; N]))],
    sizes = [1, 4, 16],
    inputs = pool(2)
)]
fn product_again<T, const N: ::core::primitive::usize>(
    values: &[T],
    array: [::core::primitive::u8; N],
) -> ::core::primitive::usize
where
    T: ::core::convert::From<::core::primitive::u8>,
{
    values.len() + array.len()
}

#[perf_bench(reference = awaited, max_ratio = 1_000)]
async fn awaited_again(bytes: ::std::vec::Vec<u8>) -> ::std::vec::Vec<u8> {
    ::core::future::ready(()).await;
    bytes
}

#[perf_bench(
    reference = awaited_state,
    max_ratio = 1_000,
    inputs = reuse,
    setup = || (1, ::std::string::String::new())
)]
async fn awaited_state_again(
    count: &mut ::core::primitive::u64,
    text: ::std::string::String,
) -> ::std::string::String {
    *count += ::core::future::ready(1).await;
    text
}

#[perf_bench(max_ratio = 1_000, max_leaked = 0)]
impl Counter {
    #[perf_bench(reference = Self::add, setup = || (Self { count: 1 }, 2))]
    fn add_again(&mut self, number: ::core::primitive::u64) -> &mut Self {
        self.count += number;
        self
    }

    #[perf_bench(reference = <Self as ::core::ops::Not>::not, setup = || Self { count: 1 })]
    fn not_again(self) -> ::core::primitive::u64 {
        self.count
    }
}
