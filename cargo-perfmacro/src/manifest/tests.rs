//! Manifests by hand, and what becomes of them.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

fn edited(text: &str, bins: &[Bin], source: &Source) -> Result<Edited, ManifestError> {
    let package = Package {
        bins,
        loses_benches: text.contains("# edition 2015, with benches"),
        source,
        features: &[],
        bench: "perf",
        is_bench_foreign: false,
    };
    let inherited = (*source == Source::Workspace).then(|| Source::Version("0.1".to_owned()));
    let of_package = edit_package(text, &package)?;
    let mut all = edit_workspace(&of_package.text, &["a"], inherited.as_ref())?;
    all.notes = [of_package.notes, all.notes].concat();
    Ok(all)
}

#[track_caller]
fn check(text: &str, expected: &Expect) {
    check_with(text, &[], &Source::Version("0.1".to_owned()), expected);
}

#[track_caller]
fn check_with(text: &str, bins: &[Bin], source: &Source, expected: &Expect) {
    let Edited { text, notes } = edited(text, bins, source).expect("a manifest that can be edited");
    let mut shown = text.clone();
    for note in &notes {
        shown.extend(["note: ", note, "\n"]);
    }
    expected.assert_eq(&shown);
    let again = edited(&text, bins, source).expect("what was edited can be edited");
    assert_eq!(again.text, text, "a second edit changes nothing");
}

#[test]
fn a_new_crate() {
    check(
        "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n",
        &expect![[r#"
            [package]
            name = "a"
            version = "0.1.0"
            edition = "2024"

            [dependencies]
            perfmacro = "0.1"

            [lib]
            bench = false

            [dev-dependencies]
            perfmacro = { version = "0.1", features = ["bench"] }

            [[bench]]
            name = "perf"
            harness = false

            [profile.test]
            opt-level = 3
        "#]],
    );
}

#[test]
fn comments_stay_where_they_are() {
    check(
        r#"# The manifest.
[package] # ours
name = "a"
edition = "2021" # not yet 2024

# What it needs.
[dependencies]
serde = { version = "1", default-features = false } # small
# regex = "1"

[features] # none
# end
"#,
        &expect![[r#"
            # The manifest.
            [package] # ours
            name = "a"
            edition = "2021" # not yet 2024

            # What it needs.
            [dependencies]
            serde = { version = "1", default-features = false } # small
            perfmacro = "0.1"
            # regex = "1"

            [features] # none
            # end

            [lib]
            bench = false

            [dev-dependencies]
            perfmacro = { version = "0.1", features = ["bench"] }

            [[bench]]
            name = "perf"
            harness = false

            [profile.test]
            opt-level = 3
        "#]],
    );
}

#[test]
fn a_comment_in_an_empty_last_table_stays_in_it() {
    check(
        "[package]\nname = \"a\"\nedition = \"2024\"\n\n[dependencies]\n# serde = \"1\"\n",
        &expect![[r#"
            [package]
            name = "a"
            edition = "2024"

            [dependencies]
            perfmacro = "0.1"
            # serde = "1"

            [lib]
            bench = false

            [dev-dependencies]
            perfmacro = { version = "0.1", features = ["bench"] }

            [[bench]]
            name = "perf"
            harness = false

            [profile.test]
            opt-level = 3
        "#]],
    );
}

#[test]
fn a_partial_set_up_is_completed() {
    check(
        r#"[package]
name = "a"
edition = "2018"
resolver = "2"

[lib]
name = "b" # another name
bench = true # by mistake

[dependencies]
perfmacro = { git = "https://example.org/perfmacro", rev = "abc", default-features = false }

[dev-dependencies]
perfmacro = "0.1" # soon active
proptest = "1"

[[bench]]
name = "other"

[[bench]]
name = "perf"
# no harness yet

[profile.release]
lto = true

[profile.test]
debug = 1
"#,
        &expect![[r#"
            [package]
            name = "a"
            edition = "2018"
            resolver = "2"

            [lib]
            name = "b" # another name
            bench = false # by mistake

            [dependencies]
            perfmacro = { git = "https://example.org/perfmacro", rev = "abc", default-features = false }

            [dev-dependencies]
            perfmacro = { version = "0.1", features = ["bench"] } # soon active
            proptest = "1"

            [[bench]]
            name = "other"

            [[bench]]
            name = "perf"
            harness = false
            # no harness yet

            [profile.release]
            lto = true

            [profile.test]
            debug = 1
            opt-level = 3
        "#]],
    );
}

#[test]
fn dotted_keys_and_tables() {
    check(
        r#"package.name = "a"
package.edition = "2021"
dependencies.perfmacro.version = "0.1"
"#,
        &expect![[r#"
            package.name = "a"
            package.edition = "2021"
            dependencies.perfmacro.version = "0.1"

            [lib]
            bench = false

            [dev-dependencies]
            perfmacro = { version = "0.1", features = ["bench"] }

            [[bench]]
            name = "perf"
            harness = false

            [profile.test]
            opt-level = 3
        "#]],
    );
    check(
        r#"[package]
name = "a"
edition = "2021"

[dependencies.perfmacro]
path = "../perfmacro"

[dev-dependencies.perfmacro]
path = "../perfmacro"
features = [
    # Counts.
    "alloc",
]
"#,
        &expect![[r#"
            [package]
            name = "a"
            edition = "2021"

            [dependencies.perfmacro]
            path = "../perfmacro"

            [dev-dependencies.perfmacro]
            path = "../perfmacro"
            features = [
                # Counts.
                "alloc",
                "bench",
            ]

            [lib]
            bench = false

            [[bench]]
            name = "perf"
            harness = false

            [profile.test]
            opt-level = 3
        "#]],
    );
}

#[test]
fn a_renamed_dependency_keeps_its_name() {
    check(
        r#"[package]
name = "a"
edition = "2021"

[dependencies]
speed = { package = "perfmacro", version = "0.1" }
"#,
        &expect![[r#"
            [package]
            name = "a"
            edition = "2021"

            [dependencies]
            speed = { package = "perfmacro", version = "0.1" }

            [lib]
            bench = false

            [dev-dependencies]
            speed = { version = "0.1", package = "perfmacro", features = ["bench"] }

            [[bench]]
            name = "perf"
            harness = false

            [profile.test]
            opt-level = 3
        "#]],
    );
}

#[test]
fn features_in_production_are_told() {
    check(
        r#"[package]
name = "a"
edition = "2021"

[dependencies]
perfmacro = { version = "0.1", features = ["std", "bench"] }
"#,
        &expect![[r#"
            [package]
            name = "a"
            edition = "2021"

            [dependencies]
            perfmacro = { version = "0.1", features = ["std", "bench"] }

            [lib]
            bench = false

            [dev-dependencies]
            perfmacro = { version = "0.1", features = ["bench"] }

            [[bench]]
            name = "perf"
            harness = false

            [profile.test]
            opt-level = 3
            note: [dependencies] turns on `bench`, also in production: `cargo perfmacro doctor` says more
        "#]],
    );
}

#[test]
fn binaries_are_no_benchmarks() {
    let bin = |name: &str, path: &str| Bin {
        name: name.to_owned(),
        path: path.to_owned(),
    };
    check_with(
        r#"[package]
name = "a"
edition = "2024"

[[bin]]
name = "written"
path = "tools/written.rs" # elsewhere
"#,
        &[bin("written", "tools/written.rs"), bin("a", "src/main.rs")],
        &Source::Path("../perfmacro".to_owned()),
        &expect![[r#"
            [package]
            name = "a"
            edition = "2024"

            [[bin]]
            name = "written"
            path = "tools/written.rs" # elsewhere
            bench = false

            [[bin]]
            name = "a"
            path = "src/main.rs"
            bench = false

            [lib]
            bench = false

            [dependencies]
            perfmacro = { path = "../perfmacro" }

            [dev-dependencies]
            perfmacro = { path = "../perfmacro", features = ["bench"] }

            [[bench]]
            name = "perf"
            harness = false

            [profile.test]
            opt-level = 3
        "#]],
    );
}

#[test]
fn edition_2015_keeps_its_other_benches() {
    check(
        "[package]\nname = \"a\" # edition 2015, with benches\nversion = \"0.1.0\"\n",
        &expect![[r#"
            [package]
            name = "a" # edition 2015, with benches
            version = "0.1.0"
            autobenches = true
            resolver = "2"

            [lib]
            bench = false

            [dependencies]
            perfmacro = "0.1"

            [dev-dependencies]
            perfmacro = { version = "0.1", features = ["bench"] }

            [[bench]]
            name = "perf"
            harness = false

            [profile.test]
            opt-level = 3
            note: edition 2015 stops to look for benchmark targets where one is written down: `autobenches = true` keeps the others
            note: editions before 2021 have resolver 1: `cargo build` would turn on the features of dev-dependencies; `resolver = "2"` does not
        "#]],
    );
}

#[test]
fn dependencies_are_the_workspaces() {
    check_with(
        r#"[workspace]
members = ["b"]

[workspace.package]
edition = "2021"

[workspace.dependencies]
serde = "1"

[package]
name = "a"
edition.workspace = true

[dependencies]
serde.workspace = true
"#,
        &[],
        &Source::Workspace,
        &expect![[r#"
            [workspace]
            members = ["b"]

            [workspace.package]
            edition = "2021"

            [workspace.dependencies]
            serde = "1"
            perfmacro = "0.1"

            [package]
            name = "a"
            edition.workspace = true

            [dependencies]
            serde.workspace = true
            perfmacro.workspace = true

            [lib]
            bench = false

            [dev-dependencies]
            perfmacro = { workspace = true, features = ["bench"] }

            [[bench]]
            name = "perf"
            harness = false

            [profile.test]
            opt-level = 3
        "#]],
    );
}

#[test]
fn a_virtual_workspace_gets_a_resolver_and_a_profile() {
    let edited =
        edit_workspace("[workspace]\nmembers = [\"a\"] # one\n", &["a"], None).expect("a manifest");
    expect![[r#"
        [workspace]
        members = ["a"] # one
        resolver = "2"

        [profile.test]
        opt-level = 3
    "#]]
    .assert_eq(&edited.text);
    expect![[r#"a workspace without a root package has resolver 1: `cargo build` would turn on the features of dev-dependencies; `resolver = "2"` does not"#]].assert_eq(&edited.notes.join("\n"));
    let again = edit_workspace(&edited.text, &["a"], None).expect("a manifest");
    assert_eq!(again.text, edited.text);
    assert!(again.notes.is_empty());
}

#[test]
fn what_the_user_says_of_optimisation_stays() {
    for profile in [
        "[profile.test]\nopt-level = 0\n",
        "[profile.test]\nopt-level = \"s\"\n",
        "[profile.dev]\nopt-level = 1\n",
        "[profile.test.package.a]\nopt-level = 3\n",
    ] {
        let text = format!("[workspace]\nresolver = \"3\"\n\n{profile}");
        let edited = edit_workspace(&text, &["a"], None).expect("a manifest");
        assert_eq!(edited.text, text);
    }
}

#[test]
fn resolver_1_is_replaced_where_it_is_said() {
    for (before, after) in [
        (
            "[package]\nname = \"a\"\nresolver = \"1\" # old\n",
            "[package]\nname = \"a\"\nresolver = \"2\" # old\n",
        ),
        (
            "[workspace]\nresolver = \"1\"\n",
            "[workspace]\nresolver = \"2\"\n",
        ),
        (
            "[package]\nname = \"a\"\nedition = \"2018\"\n",
            "[package]\nname = \"a\"\nedition = \"2018\"\nresolver = \"2\"\n",
        ),
    ] {
        let rest = "\n[profile.test]\nopt-level = 3\n";
        let edited = edit_workspace(&format!("{before}{rest}"), &["a"], None).expect("a manifest");
        assert_eq!(edited.text, format!("{after}{rest}"));
        assert_eq!(edited.notes.len(), 1, "{:?}", edited.notes);
    }
}

#[test]
fn line_ends_stay_as_they_are() {
    let text = "[package]\r\nname = \"a\"\r\nedition = \"2024\"\r\n";
    let edited = edited(text, &[], &Source::Version("0.1".to_owned())).expect("a manifest");
    assert_eq!(
        edited.text.matches('\n').count(),
        edited.text.matches("\r\n").count()
    );
}

#[test]
fn what_cannot_be_edited_is_an_error() {
    let source = Source::Version("0.1".to_owned());
    for (text, message) in [
        ("[package", "it is not TOML"),
        (
            "lib = 3",
            "`lib` is written in a way that is not edited here",
        ),
        (
            "bench = []",
            "`bench` is written in a way that is not edited here",
        ),
    ] {
        let error = edited(text, &[], &source).expect_err(text);
        assert_eq!(error.to_string(), message);
    }
}

proptest! {
    /// Whatever is there already, in whatever order, a second edit changes nothing, and nothing that was there is lost.
    #[test]
    fn a_second_edit_changes_nothing(
        sections in proptest::sample::subsequence(
            vec![
                "[lib]\nname = \"x\" # lib\n",
                "[dependencies]\n# none\n",
                "[dev-dependencies]\nperfmacro = { version = \"0.1\", features = [\"alloc\"] }\n",
                "[[bench]]\nname = \"perf\"\n",
                "[[bench]]\nname = \"other\"\nharness = true\n",
                "[profile.dev]\ndebug = 1\n",
                "[profile.test]\n# as it is\n",
                "[workspace]\n",
                "[features]\nslow = []\n",
            ],
            0..9,
        ).prop_shuffle(),
        comment in proptest::bool::ANY,
    ) {
        let mut text = "# top\n[package]\nname = \"a\"\n\n".to_owned() + &sections.join("\n");
        if comment {
            text.push_str("\n# end\n");
        }
        let source = Source::Version("0.1".to_owned());
        let once = edited(&text, &[], &source).expect("a manifest");
        let twice = edited(&once.text, &[], &source).expect("a manifest");
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert!(twice.notes.is_empty());
        for line in text.lines().filter(|line| !line.contains("perfmacro")) {
            prop_assert!(once.text.lines().any(|kept| kept == line), "{} is lost:\n{}", line, once.text);
        }
    }
}
