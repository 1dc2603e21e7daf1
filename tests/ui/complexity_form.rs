// A class of growth is one product of powers of `n` and its logarithm, in `O()`.

use perfmacro::perf_bench;

macro_rules! wrong {
    ($($name:ident: $class:expr;)*) => {$(
        #[perf_bench(complexity = $class, sizes = [64, 256, 1024])]
        fn $name(size: usize) {
            let _ = size;
        }
    )*};
}

wrong! {
    bare: "n log n";
    word: "linear";
    lower_case: "o(n)";
    theta: "Θ(n^2)";
    superscript: "O(n²)";
    exponential: "O(2^n)";
    factorial: "O(n!)";
    another_name: "O(m)";
    one_word: "O(nlogn)";
    natural: "O(n ln n)";
    twice: "O(log log n)";
    power_of_a_function: "O(log^2 n)";
    factor: "O(2n)";
    sum: "O(n + 1)";
    quotient: "O(n / 2)";
    exponent: "O(n^k)";
    negative: "O(n^-1)";
    power_of_one: "O(1^2)";
    nothing: "O()";
    not_a_string: 2;
}

fn main() {}
