//! Functions inside a function.

use perfmacro::perf_bench;

#[test]
fn outer() {
    const SIZES: [usize; 1] = [3];

    fn pair(size: usize) -> (Vec<u8>, usize) {
        (vec![0; size], size)
    }

    #[perf_bench(target = "1s", sizes = SIZES, setup = pair)]
    fn inner(data: &mut [u8], size: usize) -> bool {
        data.len() == size
    }

    assert!(inner(&mut [1], 1));
}
