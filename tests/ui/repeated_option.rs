// The first of two is not silently overwritten, and `r#target` is `target`.

use perfmacro::perf_bench;

#[perf_bench(target = "1us", target = "2us")]
fn twice() {}

#[perf_bench(target = "1us", r#target = "2us")]
fn raw() {}

// The first one's own mistake does not hide the repetition.
#[perf_bench(sizes = [], sizes = [10])]
fn after_a_mistake(data: &[u8]) {
    let _ = data;
}

fn main() {}
