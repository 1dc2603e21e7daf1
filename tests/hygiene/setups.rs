//! What a `setup` may return for each way that a parameter takes its input: whatever a caller could pass.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use perfmacro::{perf_bench, perf_only};

macro_rules! sums {
    ($($name:ident: $setup:expr;)*) => {$(
        #[perf_bench(target = "1s", setup = $setup)]
        fn $name(data: &[u8]) -> u32 {
            data.iter().copied().map(u32::from).sum()
        }
    )*};
}

sums! {
    slice_from_vec: || vec![1, 2, 3];
    slice_from_array: || [1, 2, 3];
    slice_from_boxed_slice: || vec![1, 2, 3].into_boxed_slice();
    slice_from_arc: || Arc::<[u8]>::from([1, 2, 3]);
    slice_from_arc_of_vec: || Arc::new(vec![1, 2, 3]);
    slice_from_byte_string: || b"bytes";
    slice_from_static: || BYTES;
    slice_from_static_slice: || &BYTES[1..];
    slice_from_path: Vec::new;
    slice_from_path_with_arguments: Vec::<u8>::default;
    slice_from_associated_function: <Vec<u8> as Default>::default;
    slice_from_function: bytes;
    slice_from_function_pointer: POINTER;
}

const BYTES: &[u8] = b"bytes";
const POINTER: fn() -> Vec<u8> = bytes;

#[perf_only]
fn bytes() -> Vec<u8> {
    vec![1, 2, 3]
}

#[perf_bench(target = "1s", setup = || "text")]
fn text_from_static(text: &str) -> usize {
    text.len()
}

#[perf_bench(target = "1s", setup = || "text")]
fn static_text(text: &'static str) -> &'static str {
    text
}

#[perf_bench(target = "1s", sizes = [3], setup = |n| "word ".repeat(n))]
fn text_from_string(text: &str) -> usize {
    text.len()
}

#[perf_bench(target = "1s", setup = || Cow::Borrowed("text"))]
fn text_from_cow(text: &str) -> usize {
    text.len()
}

#[perf_bench(setup = || PathBuf::from("/tmp"))]
fn path_from_path_buf(path: &Path) -> bool {
    path.is_absolute()
}

#[perf_bench(setup = || "text")]
fn reference_to_reference(text: &&str) -> usize {
    text.len()
}

#[perf_bench(setup = || vec!["one", "two"])]
fn slice_of_references(words: &[&str]) -> usize {
    words.iter().map(|word| word.len()).sum()
}

#[perf_bench(setup = || 7)]
fn trait_object(value: &dyn Display) -> String {
    value.to_string()
}

#[perf_bench(setup = || Box::new(7))]
fn boxed_trait_object(value: Box<dyn Display>) -> Box<dyn Display> {
    value
}

#[perf_bench(setup = || [1, 2, 3])]
fn boxed_slice_from_array(data: impl Into<Box<[u8]>>) -> Box<[u8]> {
    data.into()
}

#[perf_bench(target = "1s", sizes = [3], setup = |n| vec![0; n])]
fn exclusive_from_vec(data: &mut [u8]) {
    data.reverse();
}

#[perf_bench(setup = || [0; 3])]
fn exclusive_from_array(data: &mut [u8]) {
    data.reverse();
}

#[perf_bench(setup = || vec![0; 3].into_boxed_slice())]
fn exclusive_from_boxed_slice(data: &mut [u8]) {
    data.reverse();
}

#[perf_bench(setup = || String::from("text"))]
fn exclusive_text(text: &mut str) {
    text.make_ascii_uppercase();
}

#[perf_bench(setup = || 0..3)]
fn exclusive_generic<I: Iterator<Item = u32>>(numbers: &mut I) -> Option<u32> {
    numbers.next()
}

#[perf_bench(setup = || vec![3, 1, 2])]
fn generic<T: Copy + Ord>(data: &[T]) -> Option<T> {
    data.iter().copied().max()
}

#[perf_bench(setup = || [0_u8; 4])]
fn generic_constant<const N: usize>(data: &[u8; N]) -> usize {
    data.len()
}

#[perf_bench(setup = || (1..4, 2))]
fn impl_trait(numbers: impl Iterator<Item = u32>, least: &impl PartialOrd<u32>) -> usize {
    numbers.filter(|number| *least <= *number).count()
}

#[perf_bench(setup = || (vec![1], String::from("b"), 3, [4], "e", HashMap::new()))]
fn several(
    slice: &[u8],
    text: &str,
    number: u32,
    exclusive: &mut [u8],
    reference: &'static str,
    map: &HashMap<u32, u32>,
) -> usize {
    exclusive[0] = slice[0];
    text.len() + reference.len() + map.len() + usize::from(number > 3)
}

#[perf_bench(sizes = [2], setup = pair)]
fn several_shared(first: &[u8], second: &[u8]) -> bool {
    first == second
}

#[perf_only]
fn pair(size: usize) -> (Vec<u8>, Box<[u8]>) {
    (vec![0; size], vec![0; size].into_boxed_slice())
}

#[perf_bench(setup = || ((1, 2),))]
fn tuple_of_one(pair: ((u32, u32),)) -> u32 {
    (pair.0).0 + (pair.0).1
}

#[perf_bench(setup = || {
    let mut numbers = vec![2, 1];
    numbers.sort_unstable();
    numbers
})]
fn block(numbers: &[u32]) -> bool {
    numbers.is_sorted()
}

#[perf_bench(setup = move || -> Vec<u8> { Vec::new() })]
fn closure_with_a_type(data: &[u8]) -> bool {
    data.is_empty()
}

#[perf_bench(sizes = [7], setup = |size: usize| size.pow(2), throughput = |size| Elements(*size))]
fn method_of_the_size(size: usize) -> usize {
    size
}

#[perf_bench(sizes = [7], setup = Vec::with_capacity)]
fn path_with_the_size(data: Vec<u8>) -> Vec<u8> {
    data
}

#[perf_bench(setup = || -> fn(u32) -> u32 { |number| number + 1 })]
fn function_pointer(function: fn(u32) -> u32) -> u32 {
    function(7)
}

// Whether these are `Copy` is known from the parameter only.
#[perf_bench(setup = || None)]
fn inferred_option(text: Option<String>) -> Option<String> {
    text.map(|text| text + "s")
}

#[perf_bench(setup = || "text".into())]
fn inferred_into(mut text: String) -> String {
    text.push('s');
    text
}

#[perf_bench(sizes = [3], setup = |n| (vec![0; n], Ok(n)))]
fn inferred_in_a_tuple(data: &[u8], size: Result<usize, String>) -> Result<usize, String> {
    size.map(|size| size + data.len())
}

// Types that hide or elide a lifetime, which a function pointer's result cannot.
#[perf_bench(setup = || Some("text"))]
fn elided_in_an_option(text: Option<&str>) -> usize {
    text.map_or(0, str::len)
}

#[perf_bench(setup = || ("text", Cow::Borrowed("other")))]
fn elided_in_two(text: &str, other: Cow<'_, str>) -> usize {
    text.len() + other.into_owned().len()
}

#[perf_bench(sizes = [3], setup = |_| (Text("text"), vec!["a"].into_iter()))]
fn elided_in_a_type(text: Text<'_>, words: std::vec::IntoIter<&str>) -> usize {
    text.0.len() + words.count()
}

#[derive(Clone, Copy, Debug)]
struct Text<'text>(&'text str);
