//! `init` over packages and workspaces.

use crate::place::{Place, local};

#[test]
fn a_second_run_changes_nothing() {
    let place = Place::with_crate("init_twice");
    place.perfmacro(&local()).exits(0).says(&[
        "+[lib]",
        "+perfmacro::main!(init_twice);",
        "Wrote Cargo.toml",
    ]);
    let files = || (place.read("Cargo.toml"), place.read("benches/perf.rs"));
    let first = files();
    place
        .perfmacro(&local())
        .exits(0)
        .says(&["Nothing to change"]);
    assert_eq!(files(), first);
}

#[test]
fn a_dry_run_only_shows() {
    let place = Place::with_crate("init_dry");
    let before = place.read("Cargo.toml");
    place
        .perfmacro("init --dry-run --features alloc")
        .exits(0)
        .says(&["+perfmacro = { version = \"0.1\", features = [\"bench\", \"alloc\"] }"]);
    assert_eq!(place.read("Cargo.toml"), before);
    assert!(!place.has("benches"));
}

#[test]
fn a_workspace_is_set_up_whole_or_by_name() {
    let place = Place::new("init_workspace");
    let member = |name: &str| {
        place.write(
            &format!("{name}/Cargo.toml"),
            &format!("[package]\nname = \"{name}\"\nedition = \"2021\" # ours\n"),
        );
        place.write(&format!("{name}/src/lib.rs"), "");
    };
    place.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"one\", \"two\", \"tool\"]\n\n[workspace.dependencies]\n",
    );
    member("one");
    member("two");
    place.write("tool/Cargo.toml", "[package]\nname = \"tool\"\n");
    place.write("tool/src/main.rs", "fn main() {}\n");

    place
        .perfmacro("init -p tool")
        .exits(2)
        .says(&["`tool` has no library"]);
    place.perfmacro(&format!("{} -p one", local())).exits(0);
    assert!(
        place
            .read("one/Cargo.toml")
            .contains("perfmacro.workspace = true")
    );
    assert!(!place.read("two/Cargo.toml").contains("perfmacro"));
    place
        .perfmacro(&local())
        .exits(0)
        .says(&["`tool` has no library and is left as it is"]);
    assert_eq!(
        place.read("two/benches/perf.rs").lines().last(),
        Some("perfmacro::main!(two);")
    );
    let root = place.read("Cargo.toml");
    for line in [
        "resolver = \"2\"",
        "[profile.test]\nopt-level = 3",
        "perfmacro = { path = ",
    ] {
        assert!(root.contains(line), "no `{line}` in {root}");
    }
    place.lock();
    place.perfmacro("doctor -p one -p two").exits(0);
    place
        .perfmacro(&local())
        .exits(0)
        .says(&["Nothing to change"]);
}

#[test]
fn what_is_wrong_is_told_and_nothing_is_written() {
    let place = Place::with_crate("init_wrong");
    place
        .perfmacro("init --path nowhere --yes")
        .exits(2)
        .says(&["no perfmacro in `nowhere`"]);
    place
        .perfmacro("init -p other --yes")
        .exits(2)
        .says(&["no package `other`", "`init_wrong`"]);
    place.write("benches/perf.rs", "criterion::criterion_main!(all);\n");
    let before = place.read("Cargo.toml");
    place
        .perfmacro(&local())
        .exits(2)
        .says(&["`benches/perf.rs` is a benchmark target already", "--bench"]);
    assert_eq!(place.read("Cargo.toml"), before);
    place
        .perfmacro(&format!("{} --bench budgets", local()))
        .exits(0);
    assert!(place.has("benches/budgets.rs"));
    place.write("Cargo.toml", "[package\n");
    place
        .perfmacro(&local())
        .exits(2)
        .says(&["error:", "Cargo.toml"]);
    place.perfmacro("initt").exits(2).says(&["init"]);
}
