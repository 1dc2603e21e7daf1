// A formula is a sum of products, and says at what it stopped being one.

use perfmacro::perf_bench;

#[perf_bench(target = "1us - 2ns * n", sizes = [10])]
fn subtraction(size: usize) {
    let _ = size;
}

#[perf_bench(target = "(1us + 2ns) * n", sizes = [10])]
fn parentheses(size: usize) {
    let _ = size;
}

#[perf_bench(target = "12ns n", sizes = [10])]
fn implicit_product(size: usize) {
    let _ = size;
}

#[perf_bench(target = "12n", sizes = [10])]
fn without_unit(size: usize) {
    let _ = size;
}

#[perf_bench(target = "12us / n", sizes = [10])]
fn division(size: usize) {
    let _ = size;
}

#[perf_bench(target = "12us * n^-1", sizes = [10])]
fn negative_power(size: usize) {
    let _ = size;
}

#[perf_bench(target = "1us +", sizes = [10])]
fn unfinished(size: usize) {
    let _ = size;
}

#[perf_bench(target = "1ns * n^", sizes = [10])]
fn no_exponent(size: usize) {
    let _ = size;
}

#[perf_bench(target = "1ns * n²", sizes = [10])]
fn superscript(size: usize) {
    let _ = size;
}

#[perf_bench(target = "1us / 0", sizes = [10])]
fn zero(size: usize) {
    let _ = size;
}

fn main() {}
