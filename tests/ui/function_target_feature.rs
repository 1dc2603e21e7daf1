// Generated code cannot know that the feature is there.

use perfmacro::perf_bench;

#[perf_bench]
#[target_feature(enable = "avx2")]
fn sum(data: &[u8]) {
    let _ = data;
}

fn main() {}
