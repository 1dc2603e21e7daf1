//! `doctor` finds each mistake that is planted, and nothing in what `init` made.

use crate::place::{ANNOTATED, Place, local};

#[test]
fn each_planted_mistake_is_found() {
    let place = Place::with_crate("doctor_new");
    place
        .perfmacro("doctor")
        .exits(2)
        .says(&["has no perfmacro", "cargo perfmacro init"]);
    place.perfmacro(&local()).exits(0);
    place.write("src/lib.rs", ANNOTATED);
    place.perfmacro("doctor").exits(0);
    let good = place.read("Cargo.toml");
    for (what, with, mend) in [
        (
            "[lib]\nbench = false",
            "[lib]",
            "[lib]\n      bench = false",
        ),
        ("harness = false", "", "harness = false"),
        ("opt-level = 3", "", "opt-level = 3"),
        (
            "edition = \"2024\"",
            "edition = \"2018\"",
            "resolver = \"2\"",
        ),
        ("[\"bench\"]", "[\"budget\"]", "features = [\"bench\"]"),
        (
            "/perfmacro\" }",
            "/perfmacro\", features = [\"bench\"] }",
            "and no features in [dependencies]",
        ),
    ] {
        place.write("Cargo.toml", &good.replace(what, with));
        let found = place.perfmacro("doctor").exits(2).says(&[mend]);
        assert_eq!(found.stdout.matches("wrong ").count(), 1, "{found:#?}");
        place
            .perfmacro("doctor --format json")
            .exits(2)
            .says(&["\"type\":\"finding\""]);
    }
    place.write("Cargo.toml", &good);
    place.edit("benches/perf.rs", |text| text.replace("doctor_new", ""));
    place
        .perfmacro("doctor")
        .exits(2)
        .says(&["perfmacro::main!(doctor_new);"]);
    place.perfmacro(&local()).exits(0);
    place.edit("src/lib.rs", |text| {
        text.replace("target", "max_allocs = 1, target")
    });
    place.perfmacro("doctor").exits(2).says(&["\"alloc\""]);
    place
        .perfmacro(&format!("{} --features alloc", local()))
        .exits(0);
    place.perfmacro("doctor").exits(0);
}

#[test]
fn help_and_completions_are_there() {
    let place = Place::new("help");
    place
        .perfmacro("--help")
        .exits(0)
        .says(&["Exit codes:", "4  undecided"]);
    place
        .perfmacro("check --help")
        .exits(0)
        .says(&["--nextest", "--strict"]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        place
            .perfmacro(&format!("completions {shell}"))
            .exits(0)
            .says(&["doctor"]);
    }
    place
        .perfmacro("doctor --manifest-path nowhere/Cargo.toml")
        .exits(2)
        .says(&["error:", "nowhere/Cargo.toml"]);
}
