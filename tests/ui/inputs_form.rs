// Inputs are a pool of several, or reused.

use perfmacro::perf_bench;

#[perf_bench(inputs = fresh)]
fn word(number: u64) {
    let _ = number;
}

#[perf_bench(inputs = pool)]
fn no_count(number: u64) {
    let _ = number;
}

#[perf_bench(inputs = pool(1))]
fn one(number: u64) {
    let _ = number;
}

#[perf_bench(inputs = pool("16"))]
fn text(number: u64) {
    let _ = number;
}

#[perf_bench(inputs = reuse)]
fn shared(number: &u64) {
    let _ = number;
}

#[perf_bench(inputs = reuse)]
fn taken(number: u64) {
    let _ = number;
}

struct Token;

#[perf_bench(inputs = reuse, setup = || (vec![], Token))]
fn not_clone(tokens: &mut Vec<Token>, token: Token) {
    tokens.push(token);
}

fn main() {}
