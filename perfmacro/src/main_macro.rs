//! `main!`, which makes a benchmark target of crates.

/// The whole of a benchmark target: links the crates it names and runs the suite of their annotated
/// functions, and of those in the target itself.
///
/// ```text
/// // benches/perf.rs, with `harness = false` in Cargo.toml
/// perfmacro::main!(my_crate);
/// ```
///
/// Crates that perfmacro is active in and that are not named do not run. Exit codes: 0 it ran; 1 a budget
/// is not a PASS, under `--enforce` or `PERFMACRO_ENFORCE=strict`; 2 it could not run.
#[cfg(feature = "bench")]
#[macro_export]
macro_rules! main {
    ($($krate:ident),* $(,)?) => {
        // Also where nothing else names the crate, so that the linker keeps it; in every edition.
        $(extern crate $krate as _;)*

        // Kept, and then expanded, only under libtest's harness, which would run nothing and succeed.
        #[$crate::__private::test]
        fn __perfmacro_harness() {
            $crate::__private::compile_error!(
                "`perfmacro::main!` is the whole of a benchmark target, in Cargo.toml: [[bench]] name = \
                 \"perf\" harness = false"
            );
        }

        fn main() -> $crate::__private::ExitCode {
            $crate::__private::main(
                &[$($crate::__private::stringify!($krate)),*],
                $crate::__private::module_path!(),
            )
        }
    };
}

/// The whole of a benchmark target; needs feature `bench`.
#[cfg(not(feature = "bench"))]
#[macro_export]
macro_rules! main {
    ($($tokens:tt)*) => {
        compile_error!(
            "`perfmacro::main!` needs feature `bench`, in Cargo.toml: [dev-dependencies] perfmacro = { \
             version = \"0.1\", features = [\"bench\"] }"
        );

        fn main() {}
    };
}
