//! Tells the crate how it is being built: what no `cfg` says on stable Rust.
//!
//! `PERFMACRO_BUILT_AS` is what makes reference kernels comparable, `PERFMACRO_INSTRUMENTED` what slows
//! the whole build down.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let variable = |name| env::var(name).unwrap_or_default();
    let flags = variable("CARGO_ENCODED_RUSTFLAGS");
    let flags = flags.split('\x1f').collect::<Vec<_>>().join(" ");
    let instrumented = if flags.contains("sanitizer=") || !variable("CARGO_CFG_SANITIZE").is_empty()
    {
        "sanitizer"
    } else if flags.contains("instrument-coverage")
        || flags.contains("cfg=coverage")
        || flags.contains("cfg=tarpaulin")
        || flags.contains("--cfg coverage")
    {
        "coverage"
    } else {
        ""
    };
    println!("cargo::rustc-env=PERFMACRO_INSTRUMENTED={instrumented}");
    println!(
        "cargo::rustc-env=PERFMACRO_BUILT_AS={}-opt{}",
        variable("TARGET"),
        variable("OPT_LEVEL")
    );
}
