//! What the compiler says where an attribute is wrong: one rule per file of `ui/`, its message beside it.
//!
//! `TRYBUILD=overwrite cargo test -p perfmacro-tests --test ui` writes the messages anew: read them as the
//! user who made the mistake. Messages change between compilers, so they are compared on one version only.

use std::env;
use std::io::{self, Write as _};
use std::process::Command;

/// The compiler whose messages stand beside the tests.
const PINNED: &str = "rustc 1.95.";

#[test]
fn messages() {
    let version = rustc_version();
    if !version.starts_with(PINNED) {
        let note = format!("ui tests were not run: they need {PINNED}x, and this is {version}\n");
        io::stderr()
            .write_all(note.as_bytes())
            .expect("stderr is open");
        return;
    }
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}

fn rustc_version() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .arg("--version")
        .output()
        .expect("rustc runs where its tests do");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
