//! A production build knows nothing of perfmacro.

use std::fs;
use std::path::Path;

use crate::fixture::Fixture;

#[test]
fn a_production_build_has_two_crates() {
    let fixture = Fixture::new("strict", "two_crates");
    let tree = fixture
        .cargo("tree --edges normal --prefix none --format {lib}")
        .exits(0);
    assert_eq!(
        tree.stdout.split_whitespace().collect::<Vec<_>>(),
        ["strict", "perfmacro", "perfmacro_macros"]
    );
}

#[test]
fn a_production_binary_has_no_symbol_of_perfmacro() {
    let fixture = Fixture::new("strict", "no_symbol");
    // A target directory of its own: the copies share the names of what is built.
    let target = fixture.path("target");
    let own_target = [(
        "CARGO_TARGET_DIR",
        target.to_str().expect("a path of ASCII"),
    )];
    fixture.cargo_with("build --release", &own_target).exits(0);
    for file in ["strict", "libstrict.rlib"] {
        let path = target.join("release").join(file);
        let symbols = std::process::Command::new("nm")
            .arg("--demangle")
            .arg(path)
            .output();
        // The search in the binary's bytes stands on its own where binutils are missing.
        if let Ok(symbols) = symbols {
            let symbols = String::from_utf8_lossy(&symbols.stdout).into_owned();
            assert!(
                symbols.contains("decode"),
                "nm shows the crate's own symbols: {symbols}"
            );
            assert!(!symbols.contains("perfmacro"), "{symbols}");
        }
    }
    let binary = fs::read(target.join("release/strict")).expect("a binary");
    assert!(!binary.windows(11).any(|bytes| bytes == b"__perfmacro"));
}

/// `codec::word` with other shapes: the place of a panic would tell a line that an attribute moved.
const METHODS: &str = r#"//! One word.

use perfmacro::perf_bench;

#[derive(perfmacro::Input)]
struct Word {
    digits: String,
}

#[perf_bench(target = "1s", sizes = [1, 2])]
impl Word {
    #[perf_bench(check = |result| result.is_err(), threads = [1, 2])]
    fn decode(&self) -> Result<u8, std::num::ParseIntError> {
        assert!(self.digits.len() < 1000, "a word is short");
        self.digits.parse()
    }
}

pub(super) fn decode(word: &str) -> Result<u8, std::num::ParseIntError> {
    owned(word).decode()
}

#[perf_bench(target = "1s", types = [String, Box<str>], inputs = pool(4), skip = |_| false)]
fn owned<T: Into<String>>(word: T) -> Word {
    Word { digits: word.into() }
}
"#;

/// Byte for byte, by the same toolchain and flags, in the same folder, stripped.
#[test]
fn a_production_binary_is_the_one_without_attributes() {
    let fixture = Fixture::new("strict", "identical");
    // A method, a generic function and a derived input in the binary, too.
    fixture.edit("src/codec/word.rs", |_| METHODS.to_owned());
    let target = fixture.path("target");
    let variables = [
        (
            "CARGO_TARGET_DIR",
            target.to_str().expect("a path of ASCII"),
        ),
        ("CARGO_PROFILE_RELEASE_STRIP", "true"),
    ];
    let build = || {
        fixture.cargo_with("build --release", &variables).exits(0);
        fs::read(target.join("release/strict")).expect("a binary")
    };
    let with_attributes = build();
    for file in ["src/codec/frame.rs", "src/codec/word.rs"] {
        fixture.edit(file, |text| {
            text.replace("#[perf_bench", "// #[perf_bench")
                .replace("#[derive(perfmacro", "// #[derive(perfmacro")
                .replace("use perfmacro", "// use perfmacro")
        });
    }
    let without_attributes = build();
    assert!(with_attributes == without_attributes, "the binaries differ");
}

#[test]
fn an_active_crate_passes_the_lints_it_turns_on() {
    let fixture = Fixture::new("strict", "lints");
    let has_clippy = Path::new(env!("CARGO"))
        .with_file_name("cargo-clippy")
        .exists()
        || fixture
            .cargo("clippy --version")
            .stdout
            .starts_with("clippy");
    if has_clippy {
        fixture
            .cargo("clippy --all-targets -- -D warnings")
            .exits(0);
    } else {
        println!("not run: clippy is not installed");
    }
}
