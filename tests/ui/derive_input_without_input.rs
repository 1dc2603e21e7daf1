// A field's type without an input is underlined, and so is one without a default.

struct Matrix;

#[derive(perfmacro::Input)]
struct Scene {
    matrix: Matrix,
    several: Vec<Matrix>,
    #[input(default)]
    default: Matrix,
}

#[derive(perfmacro::Input)]
enum Either<T> {
    Generic(T),
    Plain(std::sync::mpsc::Sender<u8>),
}

#[perfmacro::perf_bench]
fn generic(either: &Either<Matrix>) {
    let (Either::Generic(_) | Either::Plain(_)) = either;
}

fn main() {}
