//! Generated inputs: the user's own, and the ones of `std` as parameters have them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use perfmacro::{Input, Rng, perf_bench, perf_only};

#[derive(Debug)]
struct Packet<'a> {
    id: u32,
    body: Cow<'a, str>,
}

#[perf_only]
impl Input for Packet<'_> {
    fn generate(size: usize, rng: &mut Rng) -> Self {
        Packet {
            id: Input::generate_element(rng),
            body: Input::generate(size, rng),
        }
    }
}

type Id = u32;

#[perf_bench(target = "1s", sizes = [10])]
fn of_the_user(packet: &Packet<'_>) -> usize {
    packet.body.len() + usize::from(packet.id > 0)
}

#[perf_bench(target = "1s", sizes = [10])]
fn with_a_lifetime<'a>(packet: &'a Packet<'a>) -> &'a str {
    &packet.body
}

#[perf_bench(target = "1s", sizes = [10])]
fn with_two_lifetimes<'all, 'one>(
    packets: &'all mut Vec<Packet<'one>>,
) -> Option<&'all mut Packet<'one>> {
    packets.first_mut()
}

#[perf_bench(target = "1s", sizes = [10])]
fn slice_of_the_users(packets: &[Packet<'_>]) -> usize {
    packets.len()
}

#[perf_bench(target = "1s", sizes = [10])]
fn owned(packet: Packet<'static>) -> Packet<'static> {
    packet
}

#[perf_bench(target = "1s", sizes = [10])]
fn two(words: &str, keys: &[u64]) -> usize {
    words.len() + keys.len()
}

#[perf_bench(target = "1s", sizes = [10], seed = 7)]
fn two_ways(source: &[u8], mut target: Vec<u8>) -> Vec<u8> {
    target.extend_from_slice(source);
    target
}

#[perf_bench(target = "1s", sizes = [10], throughput = |input| Bytes(input.0.len() + input.1.len()))]
fn two_exclusive(first: &mut [u8], second: &mut Vec<u8>) {
    second.extend_from_slice(first);
}

#[perf_bench(target = "1s")]
fn scalars(number: Id, ratio: f64, flag: bool, letter: char) -> bool {
    flag && letter.is_ascii() && f64::from(number) < ratio
}

#[perf_bench(target = "1s", sizes = [10])]
fn compound(
    array: &[u64; 4],
    tuple: &(u8, String),
    option: Option<u32>,
    map: &HashMap<u32, String>,
    ordered: &mut BTreeMap<String, Vec<Option<bool>>>,
) -> usize {
    ordered.clear();
    array.len() + tuple.1.len() + map.len() + usize::from(option.is_some())
}

#[perf_bench(target = "1s", sizes = [10])]
fn unsized_ones(path: &Path, text: &mut str, slice: &[[u8; 2]]) -> bool {
    text.make_ascii_uppercase();
    path.is_relative() && !slice.is_empty()
}

#[perf_bench(target = "1s", sizes = [10])]
fn text(text: Cow<'_, str>) -> Cow<'_, str> {
    text
}
