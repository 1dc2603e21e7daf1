// A type that perfmacro does not know names both ways out.

use perfmacro::perf_bench;

struct Matrix;

#[perf_bench]
fn shared(matrix: &Matrix) {
    let _ = matrix;
}

#[perf_bench]
fn exclusive(matrix: &mut Matrix) {
    let _ = matrix;
}

#[perf_bench]
fn owned(matrix: Matrix) {
    let _ = matrix;
}

#[perf_bench]
fn inside(matrices: &[Matrix]) {
    let _ = matrices;
}

fn main() {}
