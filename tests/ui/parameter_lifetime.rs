// A loop drops its inputs, so that none may be borrowed for as long as it lives.

use perfmacro::perf_bench;

struct Cursor<'a> {
    rest: &'a mut [u8],
}

#[perf_bench(setup = || Cursor { rest: Vec::leak(vec![1]) })]
fn contents<'a>(cursor: &'a mut Cursor<'a>) -> &'a mut [u8] {
    cursor.rest
}

#[perf_bench(setup = || vec![1])]
fn for_ever(bytes: &'static mut [u8]) {
    bytes.reverse();
}

#[perf_bench]
impl<'a> Cursor<'a> {
    #[perf_bench(setup = || Cursor { rest: Vec::leak(vec![1]) })]
    fn of_the_block(&'a mut self) -> &'a mut [u8] {
        self.rest
    }

    #[perf_bench(setup = || Cursor { rest: Vec::leak(vec![1]) })]
    fn of_the_call<'b>(&'b mut self) -> &'b mut [u8] {
        self.rest
    }
}

fn main() {}
