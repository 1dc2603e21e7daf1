//! Budgets on what is counted, on growth, and in comparison with another function.

use perfmacro::{perf_bench, perf_only};

#[perf_only]
const SIZES: &[usize] = &[10, 100, 1000];

#[perf_bench(max_allocs = 0)]
fn no_allocs() -> u32 {
    7
}

#[perf_bench(
    max_allocs = "1 + 0.5 * n",
    max_alloc_bytes = "64 KiB + 8 * n",
    max_peak = [1024, "2 MiB", 4_194_304],
    max_leaked = 0,
    alloc_scope = "process",
    max_instructions = "2_000_000 + 12_000_000 * n * log2(n)",
    sizes = SIZES
)]
fn every_count(size: usize) -> Vec<u8> {
    vec![0; size]
}

#[perf_bench(max_peak = 64, alloc_scope = thread)]
fn of_this_thread() -> u32 {
    7
}

#[perf_bench(max_instructions = [10_000_000, 20_000_000], sizes = [1, 2])]
fn instructions(size: usize) -> usize {
    size
}

#[perf_bench(complexity = "O(n log n)", sizes = [0, 1, 4, 16])]
fn growth(size: usize) -> usize {
    size
}

#[perf_bench(target = "1s", complexity = "O(1)", sizes = SIZES, types = [u8, u64])]
fn growth_of_types<T: Clone>(values: &[T]) -> usize {
    values.len()
}

#[perf_bench(complexity = "O(n^1.5)", sizes = 1..=256 * 4, args = [("a", |n| n), ("b", |n| n + 1)])]
fn growth_of_arguments(size: usize) -> usize {
    size
}

/// What is compared with.
mod slow {
    #[deprecated]
    pub(super) fn sum(numbers: &[u64]) -> u64 {
        numbers.iter().fold(0, |sum, number| sum ^ number)
    }

    pub(super) fn reverse(bytes: &mut [u8]) {
        bytes.reverse();
    }

    pub(super) fn concatenated(text: &str, mut owned: String) -> String {
        owned.push_str(text);
        owned
    }

    pub(super) fn first<T: Clone, const N: usize>(values: &[T; N]) -> Option<T> {
        values.first().cloned()
    }

    pub(super) fn nothing() {}
}

#[perf_bench(reference = slow::sum, max_ratio = 100.0, sizes = [10])]
fn sum(numbers: &[u64]) -> u64 {
    numbers.iter().fold(0, |sum, number| sum ^ number)
}

#[perf_bench(reference = slow::reverse, min_speedup = 0.01, threads = [1, 2])]
fn reverse(bytes: &mut [u8]) {
    bytes.reverse();
}

#[perf_bench(reference = slow::concatenated, max_ratio = 100, setup = || ("text".to_owned(), String::new()))]
fn concatenated(text: &str, mut owned: String) -> String {
    owned.push_str(text);
    owned
}

#[perf_bench(reference = slow::concatenated, max_ratio = 100, inputs = reuse)]
fn reused(text: &mut str, mut owned: String) -> String {
    owned.push_str(text);
    owned
}

#[perf_bench(
    reference = slow::first::<T, N>,
    max_ratio = 100,
    types = [u8, String],
    consts = [1, 2]
)]
fn first<T: Clone, const N: usize>(values: &[T; N]) -> Option<T> {
    values.first().cloned()
}

#[perf_bench(reference = slow::first, max_ratio = 100, types = [u8], consts = [1], inputs = pool(4))]
fn inferred<T: Clone, const N: usize>(values: &[T; N]) -> Option<T> {
    values.first().cloned()
}

#[perf_bench(reference = slow::nothing, max_ratio = 100)]
fn nothing() {}

#[perf_bench(reference = ready, max_ratio = 100, sizes = [10])]
async fn awaited(text: &str) -> usize {
    std::future::ready(text.len()).await
}

fn ready(text: &str) -> impl Future<Output = usize> + use<> {
    std::future::ready(text.len())
}

struct Parser {
    mark: char,
}

trait Parse {
    fn parse(&self, text: &str) -> usize;
}

#[perf_bench(reference = Self::slow_words, max_ratio = 100, setup = Self::sample)]
impl Parser {
    #[perf_only]
    fn sample() -> (Self, String) {
        (Self { mark: ' ' }, "a b".to_owned())
    }

    fn slow_words(&self, text: &str) -> usize {
        text.split(self.mark).count()
    }

    #[perf_bench]
    fn words(&self, text: &str) -> usize {
        text.split(self.mark).count()
    }

    #[perf_bench(reference = <Self as Parse>::parse)]
    fn fast_words(&self, text: &str) -> usize {
        text.split(self.mark).count()
    }

    #[perf_bench(reference = Self::take_slowly, setup = || Self { mark: 'a' })]
    fn take(self) -> char {
        self.mark
    }

    fn take_slowly(self) -> char {
        self.mark
    }

    #[perf_bench(
        reference = Self::next_slowly,
        max_allocs = 0,
        inputs = reuse,
        setup = || Self { mark: 'a' }
    )]
    fn next(&mut self) -> &mut char {
        &mut self.mark
    }

    fn next_slowly(&mut self) -> &mut char {
        &mut self.mark
    }
}

#[perf_bench]
impl Parse for Parser {
    #[perf_bench(reference = Self::slow_words, min_speedup = 0.01, setup = Self::sample)]
    fn parse(&self, text: &str) -> usize {
        self.words(text)
    }
}

struct Heap<T> {
    values: Vec<T>,
}

#[perf_bench]
impl<T: Ord> Heap<T> {
    #[perf_bench(
        reference = Self::slow_largest,
        max_ratio = 100,
        types = [u8, u64],
        setup = || Heap { values: vec![T::default()] }
    )]
    fn largest(&self) -> Option<&T>
    where
        T: Default,
    {
        self.values.iter().max()
    }

    #[perf_bench(reference = Self::slow_largest, max_ratio = 100, setup = || Heap { values: vec![1] })]
    fn smallest(&self) -> Option<&T> {
        self.values.iter().min()
    }

    fn slow_largest(&self) -> Option<&T> {
        self.values.iter().max()
    }
}

/// What is inherited is left out where it means nothing.
#[perf_bench(alloc_scope = process, complexity = "O(n)", max_ratio = 100.0, sizes = [1, 4, 16])]
mod inherited {
    use perfmacro::perf_bench;

    #[perf_bench]
    fn nothing() {}

    #[perf_bench(max_allocs = 0)]
    fn counted() {}

    #[perf_bench]
    pub(super) fn grown(size: usize) -> usize {
        size
    }

    #[perf_bench(reference = grown, min_speedup = 0.01, complexity = "O(1)")]
    fn faster(size: usize) -> usize {
        size
    }

    #[perf_bench(reference = grown)]
    fn compared(size: usize) -> usize {
        size
    }
}
