//! Functions and parameters with names that the expansion might use, or cannot spell.

use perfmacro::perf_bench as bench;

#[bench(target = "1s", sizes = [10])]
fn r#type(r#match: &str) -> usize {
    r#match.len()
}

#[bench]
fn r#async(r#fn: u64, r#struct: &mut u64) {
    *r#struct += r#fn;
}

#[bench(target = "1s")]
fn main() {}

#[bench(target = "1s")]
fn test() {}

#[bench(target = "1s", sizes = [10])]
fn size_10(size: u32) -> u32 {
    size
}

#[bench]
fn smoke() {}

#[bench]
fn budget() {}

#[bench]
fn all_sizes() {}

#[bench]
fn perf_bench() {}

#[bench]
fn start(input: &[u8], case: u64) -> usize {
    input.len() + usize::from(case > 0)
}

#[bench(setup = || (vec![1], 2))]
fn run(__perfmacro_input: &mut [u8], __perfmacro_case: u64) -> usize {
    __perfmacro_input.len() + usize::from(__perfmacro_case > 0)
}

#[bench]
fn enforce((first, second): (u32, u32), [third, _]: [u32; 2], _: bool) -> u32 {
    first ^ second ^ third
}

#[bench]
fn größe(länge: u32) -> u32 {
    länge
}

#[expect(non_snake_case, reason = "what the test is about")]
#[bench]
fn FromParts(size: u32) -> u32 {
    size
}

#[bench(name = "another name")]
fn __perfmacro() {}

mod first {
    use super::bench;

    #[bench(target = "1s")]
    fn parse() {}
}

mod second {
    use super::bench;

    #[bench(target = "1s")]
    fn parse() {}
}
