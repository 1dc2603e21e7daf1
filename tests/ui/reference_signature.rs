// A reference takes what the function takes.

use perfmacro::perf_bench;

#[perf_bench(reference = missing::function, max_ratio = 0.5)]
fn unknown() {}

#[perf_bench(reference = slow::number, max_ratio = 0.5)]
fn wrong_type(text: &str) {
    let _ = text;
}

#[perf_bench(reference = slow::number, max_ratio = 0.5)]
fn wrong_type_by_value(text: String) {
    let _ = text;
}

#[perf_bench(reference = slow::number, max_ratio = 0.5, setup = || "text")]
fn wrong_type_of_a_setup(text: &str) {
    let _ = text;
}

#[perf_bench(reference = slow::two, max_ratio = 0.5)]
fn too_few(bytes: &mut [u8]) {
    let _ = bytes;
}

#[perf_bench(reference = slow::number, max_ratio = 0.5)]
fn too_many(number: u64, other: &u64) {
    let _ = (number, other);
}

#[perf_bench(reference = slow::change, max_ratio = 0.5)]
fn not_exclusive(bytes: &[u8]) {
    let _ = bytes;
}

#[perf_bench(reference = slow::number, max_ratio = 0.5)]
async fn no_future(number: u64) {
    let _ = number;
}

#[perf_bench(reference = slow::dangerous, max_ratio = 0.5)]
fn unsafe_one() {}

#[perf_bench(reference = slow::CONSTANT, max_ratio = 0.5)]
fn constant() {}

#[perf_bench(reference = slow::parse, max_ratio = 0.5)]
fn not_inferred(text: &str) {
    let _ = text;
}

struct Parser;

#[perf_bench]
impl Parser {
    #[perf_bench(reference = Self::missing, max_ratio = 0.5, setup = || Parser)]
    fn method(&self) {}

    #[perf_bench(reference = Self::slow, max_ratio = 0.5, setup = || Parser)]
    fn another(&self) {}

    fn slow(&mut self) {}
}

mod slow {
    pub(super) fn number(number: u64) -> u64 {
        number
    }

    pub(super) fn two(bytes: &mut [u8], others: &[u8]) {
        bytes.copy_from_slice(others);
    }

    pub(super) fn change(bytes: &mut [u8]) {
        bytes.reverse();
    }

    pub(super) unsafe fn dangerous() {}

    pub(super) const CONSTANT: u32 = 7;

    pub(super) fn parse<T: std::str::FromStr>(text: &str) -> Option<T> {
        text.parse().ok()
    }
}

fn main() {}
