//! `crate = path` through a re-export, in every form a path has.

/// As a crate has it that re-exports perfmacro to its users.
mod reexports {
    pub(super) use perfmacro as renamed;

    /// Two steps away.
    pub(super) mod nested {
        pub(in super::super) use perfmacro as renamed;
    }
}

use reexports::renamed;
use renamed::perf_bench;

#[perf_bench(crate = renamed, target = "1s", sizes = [10])]
fn imported(data: &[u8]) -> usize {
    data.len()
}

#[perf_bench(crate = reexports::nested::renamed, target = "1s")]
fn relative(data: &mut [u8]) {
    data.reverse();
}

#[perf_bench(crate = self::reexports::renamed, target = "1s")]
fn from_self(data: Vec<u8>) -> Vec<u8> {
    data
}

#[perf_bench(crate = crate::paths::reexports::renamed, target = "1s")]
fn from_crate() {}

#[perf_bench(crate = ::perfmacro, target = "1s")]
fn absolute() {}

#[perf_bench(crate = perfmacro, target = "1s")]
fn extern_prelude() {}

mod below {
    use super::perf_bench;

    #[perf_bench(crate = super::reexports::renamed, target = "1s")]
    fn from_super() {}

    mod further {
        use super::super::perf_bench;

        #[perf_bench(crate = super::super::renamed, target = "1s")]
        fn from_super_of_super() {}

        #[perf_bench(crate = self::super::super::renamed, target = "1s")]
        fn from_self_and_super() {}
    }
}
