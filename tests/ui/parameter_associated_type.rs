// A type that a trait tells is not one that code outside the function can write.

use perfmacro::perf_bench;

#[perf_bench(types = [std::vec::IntoIter<u8>])]
fn push<I: Iterator>(items: &mut Vec<I::Item>) {
    let _ = items;
}

struct Words;

#[perf_bench]
impl DoubleEndedIterator for Words {
    #[perf_bench(types = [u64, fn(u64, u8) -> u64])]
    fn rfold<B, F>(self, _: B, _: F) -> B
    where
        F: FnMut(B, Self::Item) -> B,
    {
        loop {}
    }

    fn next_back(&mut self) -> Option<u8> {
        None
    }
}

trait Push: Iterator {
    fn push(&mut self, item: Self::Item);
}

#[perf_bench]
impl Push for Words {
    #[perf_bench]
    fn push(&mut self, item: Self::Item) {
        let _ = item;
    }
}

impl Iterator for Words {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        None
    }
}

#[perf_bench]
impl Words {
    #[perf_bench(types = [Vec<u8>])]
    fn push_all<T: IntoIterator<Item = u8>>(&mut self, items: Vec<T::IntoIter>) {
        let _ = items;
    }
}

fn main() {}
