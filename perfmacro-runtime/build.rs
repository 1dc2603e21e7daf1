//! Tells the crate how it is being built: what no `cfg` says on stable Rust.
//!
//! `PERFMACRO_BUILT_AS` is what makes reference kernels comparable, `PERFMACRO_INSTRUMENTED` what slows
//! the whole build down. `perfmacro_samples` is there where a profile can be taken in the process itself. The others stand in the records of what was measured.

use std::env;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(perfmacro_samples)");
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
    let has_sampler =
        ["linux", "macos", "freebsd"].contains(&variable("CARGO_CFG_TARGET_OS").as_str());
    if has_sampler && env::var_os("CARGO_FEATURE_FLAMEGRAPH").is_some() {
        println!("cargo::rustc-cfg=perfmacro_samples");
    }
    for (name, value) in [
        ("RUSTC", rustc_version(&variable("RUSTC"))),
        ("TARGET", variable("TARGET")),
        ("PROFILE", variable("PROFILE")),
        ("OPT_LEVEL", variable("OPT_LEVEL")),
        ("TARGET_FEATURES", variable("CARGO_CFG_TARGET_FEATURE")),
    ] {
        println!("cargo::rustc-env=PERFMACRO_BUILT_{name}={value}");
    }
}

/// `rustc 1.95.0 (59807616e 2026-04-14)`, or nothing where it does not say.
fn rustc_version(rustc: &str) -> String {
    let output = Command::new(rustc).arg("--version").output();
    output
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok())
        .and_then(|text| text.lines().next().map(str::to_owned))
        .unwrap_or_default()
}
