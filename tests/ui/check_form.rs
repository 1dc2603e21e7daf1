// A check sees the output and says whether it is right.

use perfmacro::perf_bench;

#[perf_bench(check = 7)]
fn no_closure(number: u64) -> u64 {
    number
}

#[perf_bench(check = |number, other| number == other)]
fn two_parameters(number: u64) -> u64 {
    number
}

#[perf_bench(check = |number| number + 1)]
fn no_answer(number: u64) -> u64 {
    number
}

#[perf_bench(check = |text| text.is_empty())]
fn wrong_type(number: u64) -> u64 {
    number
}

fn main() {}
