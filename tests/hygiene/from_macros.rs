//! Annotated functions that a `macro_rules!` writes: every fragment is in an invisible group, and every
//! token may come from another scope.

use perfmacro::perf_bench;

macro_rules! sum_of {
    ($name:ident, $element:ty, $small:expr, $large:expr, $target:literal) => {
        #[perf_bench(target = $target, sizes = [$small, $large])]
        fn $name(data: &[$element]) -> $element {
            data.iter().copied().fold(0, <$element>::wrapping_add)
        }
    };
}

sum_of!(sum_of_bytes, u8, 10, 100, "1s");
sum_of!(sum_of_words, u32, 10, LARGE, "1s");

const LARGE: usize = 20;

// rustfmt moves the attribute's lines further in each time it runs.
#[rustfmt::skip]
macro_rules! bounded {
    ($name:ident, $first:literal, $formula:expr, $rate:literal, $enforce:ident) => {
        #[perf_bench(
            target = [$first, "2s"],
            p50 = $formula,
            min_throughput = $rate,
            enforce = $enforce,
            sizes = [1, 2]
        )]
        fn $name(size: usize) -> usize {
            size
        }
    };
}

bounded!(list_and_formula, "1s", "1s * n", "1/s", always);

macro_rules! limit {
    ($name:ident, $limit:expr) => {
        #[perf_bench(target = $limit, sizes = [1, 2])]
        fn $name(size: usize) -> usize {
            size
        }
    };
}

limit!(limit_per_size, ["1s", "2s"]);
limit!(limit_by_size, "1s + 1ns * n");

macro_rules! parameters {
    ($($name:ident: $parameter:ty, $setup:expr;)*) => {$(
        #[perf_bench(setup = $setup)]
        fn $name(parameter: $parameter) -> $parameter {
            parameter
        }
    )*};
}

parameters! {
    shared: &[u8], || vec![1, 2];
    shared_from_a_reference: &[u8], || b"bytes";
    shared_text: &str, || String::from("text");
    exclusive: &mut [u8], Vec::new;
    owned: Box<[u8]>, || vec![1].into_boxed_slice();
    owned_text: String, String::new;
}

macro_rules! referents {
    ($($name:ident: $referent:ty, $setup:expr;)*) => {$(
        #[perf_bench(sizes = [3], setup = $setup)]
        fn $name(first: &$referent, second: &mut $referent) -> bool {
            first.len() == second.len()
        }
    )*};
}

referents! {
    slices: [u8], |n| (vec![0; n], vec![0; n]);
    texts: str, |_| (String::new(), String::new());
}

macro_rules! generated {
    ($($name:ident: $referent:ty;)*) => {$(
        #[perf_bench]
        fn $name(
            shared: &$referent,
            exclusive: &mut $referent,
            owned: Box<$referent>,
        ) -> (bool, Box<$referent>) {
            (size_of_val(shared) == size_of_val(exclusive), owned)
        }
    )*};
}

generated! {
    generated_slices: [u8];
    generated_text: str;
    generated_numbers: (u8, u16);
}

macro_rules! everything {
    ($function:item) => {
        #[perf_bench(target = "1s", setup = || (1, String::new()))]
        $function
    };
}

everything! {
    #[inline]
    fn whole_item(first: u32, second: &str) -> bool {
        second.is_empty() && first > 0
    }
}

macro_rules! sizes {
    ($name:ident, $($sizes:tt)*) => {
        #[perf_bench(sizes = $($sizes)*)]
        fn $name(size: usize) -> usize {
            size
        }
    };
}

sizes!(list, [1, 2]);
sizes!(range, 1..=4 * 2);
sizes!(path, SIZES);

const SIZES: [usize; 2] = [1, 2];

macro_rules! local_hygiene {
    ($name:ident, $argument:ident) => {
        #[perf_bench(sizes = [1], setup = |$argument| (vec![0_u8; $argument], $argument))]
        fn $name($argument: &[u8], size: usize) -> bool {
            $argument.len() == size
        }
    };
}

local_hygiene!(closure_parameter, __perfmacro_case);

struct Pair<T>(T, T);

macro_rules! methods {
    ($owner:ty, $wrapper:ident, $method:ident, $item:ty, $setup:expr, [$($name:literal: $value:expr),*]) => {
        #[perf_bench(target = "1s")]
        impl $owner {
            #[perf_bench(setup = $setup)]
            fn $method(&self) -> &$item {
                &self.0
            }

            #[perf_bench(setup = || ($wrapper(1, 2), Self::new(3)))]
            fn swapped(self, other: &Self) -> Self {
                Pair(self.1, other.0)
            }

            fn new(item: $item) -> Self {
                Pair(item, item)
            }
        }

        #[perf_bench(target = "1s", types = [$item], args = [$(($name, $value)),*])]
        fn largest<T: Ord + Copy>(values: &[T]) -> Option<T> {
            values.iter().copied().max()
        }
    };
}

methods!(Pair<u16>, Pair, first, u16, || Self(1, 2), ["two": [1, 2], "three": vec![1, 2, 3]]);

// The formatter moves the attribute to the right each time.
#[rustfmt::skip]
macro_rules! compared {
    ($name:ident, $reference:path, $ratio:expr, $class:literal, $count:expr, $scope:ident) => {
        #[perf_bench(
            max_allocs = $count,
            alloc_scope = $scope,
            complexity = $class,
            reference = $reference,
            max_ratio = $ratio,
            sizes = [1, 4, 16]
        )]
        fn $name(size: usize) -> usize {
            size
        }
    };
}

compared!(compared, limit_by_size, 1_000.0, "O(n)", [1, 2, 3], process);
compared!(
    compared_by_path,
    limit_per_size,
    1_000,
    "O(1)",
    "2 * n",
    thread
);

macro_rules! reference_within {
    ($ratio:expr) => {
        fn within(data: &[u8], mut text: String) -> String {
            text.truncate(data.len());
            text
        }

        #[perf_bench(reference = within, max_ratio = $ratio, setup = || (vec![1], String::new()))]
        fn beside(data: &[u8], text: String) -> String {
            within(data, text)
        }
    };
}

reference_within!(1_000);
