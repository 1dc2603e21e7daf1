// Units are a closed list, in lower case: `US` and `sec` are not guessed.

use perfmacro::perf_bench;

#[perf_bench(target = "1 parsec")]
fn unknown() {}

#[perf_bench(target = "1US")]
fn upper_case() {}

#[perf_bench(warm_up_time = "1 sec")]
fn another_option() {}

fn main() {}
