//! Whatever a function may return: borrowed, owned, to be used, never to be used again.

use std::error::Error;
use std::num::ParseIntError;

use perfmacro::perf_bench;

#[perf_bench(target = "1s", sizes = [10])]
fn borrowed(text: &str) -> Vec<&str> {
    text.split(' ').collect()
}

#[perf_bench(target = "1s", sizes = [10])]
fn borrowed_exclusively(data: &mut [u8]) -> Vec<&mut u8> {
    data.iter_mut().collect()
}

#[perf_bench(target = "1s", sizes = [10])]
fn borrowed_part(data: &mut Vec<u8>) -> &mut [u8] {
    data.push(7);
    &mut data[1..]
}

#[perf_bench(target = "1s", sizes = [10])]
fn borrowed_from_one<'data>(data: &'data [u8], _: &[u8]) -> &'data [u8] {
    data
}

#[perf_bench(target = "1s", sizes = [10])]
fn borrowed_from_both<'a>(first: &'a str, second: &'a str) -> [&'a str; 2] {
    [first, second]
}

#[perf_bench(target = "1s", sizes = [10])]
fn borrowed_iterator(data: &[u8]) -> impl Iterator<Item = &u8> {
    data.iter().rev()
}

#[perf_bench(target = "1s", sizes = [10])]
fn borrowed_trait_object<'a>(data: &'a mut [u8]) -> Box<dyn Iterator<Item = &'a mut u8> + 'a> {
    Box::new(data.iter_mut())
}

#[perf_bench(setup = || (vec![1, 2], 1))]
fn borrowed_from_a_setup(data: &mut [u8], index: usize) -> Option<&mut u8> {
    data.get_mut(index)
}

#[derive(Debug)]
struct Guard<'a>(&'a mut u32);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        *self.0 += 1;
    }
}

#[perf_bench(target = "1s")]
fn dropped(count: &mut u32) -> Guard<'_> {
    Guard(count)
}

#[perf_bench(target = "1s")]
fn result(text: &str) -> Result<u32, ParseIntError> {
    text.parse()
}

#[perf_bench(target = "1s", setup = || "x")]
fn boxed_error(text: &str) -> Result<u32, Box<dyn Error>> {
    Ok(text.parse()?)
}

#[perf_bench(target = "1s")]
fn option(data: &[u8]) -> Option<&u8> {
    data.first()
}

#[perf_bench(target = "1s")]
#[must_use]
fn must_use(size: u64) -> u64 {
    size
}

#[perf_bench(target = "1s")]
#[must_use = "with a reason"]
fn must_use_with_a_reason(size: u64) -> Result<u64, u64> {
    if size > 0 { Ok(size) } else { Err(size) }
}

#[perf_bench(target = "1s")]
#[deprecated]
fn deprecated(size: u64) -> u64 {
    size
}

#[deprecated(note = "with a reason")]
#[perf_bench(target = "1s", setup = || vec![1, 2])]
fn deprecated_with_a_setup(data: &mut [u8]) {
    data.reverse();
}

#[perf_bench(target = "1s")]
const fn constant(size: u64) -> u64 {
    size
}

#[perf_bench(target = "1s")]
extern "C" fn foreign(size: u64) -> u64 {
    size
}

#[perf_bench(target = "1s")]
#[inline(always)]
#[expect(clippy::inline_always, reason = "attributes stay on the function")]
pub(crate) fn attributes(size: u64) -> u64 {
    size
}
