//! What the repository promises about itself.

use std::fs;
use std::path::{Path, PathBuf};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(relative: &str) -> String {
    let path = workspace().join(relative);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below `folder` with one of the given endings, build output and version control left out.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the workspace") {
        let path = entry.expect("a readable folder").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            if name != "target" && name != ".git" {
                found.extend(files(&path, endings));
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    found
}

#[test]
fn siblings_are_pinned_to_the_workspaces_version() {
    let manifest = read("Cargo.toml");
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("version = "))
        .expect("the workspace has a version")
        .trim_matches('"');
    for sibling in ["perfmacro", "perfmacro-macros", "perfmacro-runtime"] {
        let pin = format!("{sibling} = {{ path = \"{sibling}\", version = \"={version}\" }}");
        assert!(manifest.contains(&pin), "no `{pin}`");
    }
    assert!(read("CHANGELOG.md").contains("## [Unreleased]"));
}

#[test]
fn every_crate_takes_its_lints_and_metadata_from_the_workspace() {
    for path in files(&workspace(), &["Cargo.toml"]) {
        let manifest = fs::read_to_string(&path).expect("a manifest");
        let is_fixture = path.components().any(|part| part.as_os_str() == "fixtures");
        if is_fixture || manifest.starts_with("[workspace]") {
            continue;
        }
        for line in [
            "version.workspace = true",
            "rust-version.workspace = true",
            "[lints]\nworkspace = true",
        ] {
            assert!(manifest.contains(line), "{}: no `{line}`", path.display());
        }
    }
}

/// What users copy from the README is what the end-to-end fixtures are made of.
#[test]
fn the_readmes_setup_is_the_one_that_is_tested() {
    let readme = read("README.md");
    let fixture = read("tests/fixtures/strict/benches/perf.rs").replace("strict", "my_crate");
    assert!(
        readme.contains(&fixture),
        "benches/perf.rs of the README and of the fixture differ"
    );
    let manifest = read("tests/fixtures/strict/Cargo.toml");
    for line in [
        "[lib]\nbench = false",
        "[[bench]]\nname = \"perf\"\nharness = false",
    ] {
        assert!(manifest.contains(line), "the fixture has no `{line}`");
    }
    for line in [
        "[lib]\nbench = false",
        "[[bench]]\nname = \"perf\"\nharness = false",
        "opt-level = 3",
    ] {
        assert!(readme.contains(line), "the README has no `{line}`");
    }
}

#[test]
fn text_files_are_clean() {
    for path in files(&workspace(), &[".rs", ".toml", ".md", ".yml"]) {
        let text = fs::read_to_string(&path).expect("text");
        assert!(
            text.ends_with('\n') && !text.ends_with("\n\n"),
            "{}: ends in one line break",
            path.display()
        );
        for (number, line) in text.lines().enumerate() {
            let place = format!("{}:{}", path.display(), number + 1);
            assert!(!line.contains('\t'), "{place}: a tab");
            assert!(line.trim_end() == line, "{place}: trailing white space");
        }
    }
}

#[test]
fn the_licences_are_there() {
    assert!(read("LICENSE-MIT").contains("MIT License"));
    assert!(read("LICENSE-APACHE").contains("Apache License"));
}
