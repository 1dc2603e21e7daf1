// A type of the user's that has no size has no input, and one error says so.

use perfmacro::perf_bench;

pub struct Text(str);

#[perf_bench]
impl Text {
    #[perf_bench]
    fn len(&self) -> usize {
        self.0.len()
    }

    #[perf_bench]
    fn make_lowercase(&mut self, other: &Text) {
        let _ = other;
        self.0.make_ascii_lowercase();
    }
}

#[perf_bench(types = [Text])]
fn size<T: ?Sized>(value: &T) -> usize {
    size_of_val(value)
}

fn main() {}
