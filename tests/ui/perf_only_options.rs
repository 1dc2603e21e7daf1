// `perf_only` has nothing to configure.

use perfmacro::perf_only;

#[perf_only(bench)]
fn input() -> Vec<u8> {
    Vec::new()
}

fn main() {
    // An error here would mean that the function was dropped.
    let _ = input();
}
