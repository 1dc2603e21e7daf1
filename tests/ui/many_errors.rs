// One compile shows every mistake on its own token, and the function stays usable.

use perfmacro::perf_bench;

#[perf_bench(traget = "1us", sizes = [], target = "1 parsec")]
fn sum(data: &[u8]) -> u32 {
    data.iter().copied().map(u32::from).sum()
}

fn main() {
    // An error here would mean that the function was dropped.
    let _: u32 = sum(&[1, 2, 3]);
}
