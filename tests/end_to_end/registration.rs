//! What gets into a suite, and what is said where nothing does.

use crate::fixture::Fixture;

const OWN: [&str; 4] = [
    "perf::own/call: benchmark",
    "registration::parity/8: benchmark",
    "registration::parity/64: benchmark",
    "packets/total/3: benchmark",
];

#[test]
fn only_the_crates_that_are_named_run() {
    let fixture = Fixture::new("registration", "named_crates");
    let list = fixture
        .cargo("bench --bench perf -- --list --format terse")
        .exits(0);
    assert_eq!(list.stdout.lines().collect::<Vec<_>>(), OWN);
    let both = fixture
        .cargo("bench --bench both -- --list --format terse")
        .exits(0);
    assert_eq!(
        both.stdout.lines().next(),
        Some("neighbour::add: benchmark")
    );
    assert_eq!(both.stdout.lines().count(), 4);
}

#[test]
fn listing_runs_nothing() {
    let fixture = Fixture::new("registration", "listing");
    let mark = fixture.path("called");
    let variables = [("CALLS", mark.to_str().expect("a path of ASCII"))];
    fixture
        .cargo_with("bench --bench both -- --list", &variables)
        .exits(0);
    fixture
        .cargo_with("bench --bench perf -- --list", &variables)
        .exits(0);
    assert!(!mark.exists());
    fixture
        .cargo_with("bench --bench both -- --test total", &variables)
        .exits(0);
    assert!(mark.exists(), "the mark is made where the function runs");
}

#[test]
fn nothing_registered_is_an_error_with_its_causes() {
    let fixture = Fixture::new("registration", "nothing");
    for mode in ["--list", "", "--test"] {
        fixture
            .cargo(&format!("bench --bench none -- {mode}"))
            .exits(2)
            .says(&[
                "error: no function of crate `core` is registered",
                "no function of `core` has `#[perf_bench]` on it",
                "perfmacro is inert in `core`",
                "`core` is not linked",
            ]);
    }
}

#[test]
fn a_missing_feature_is_named() {
    let fixture = Fixture::new("registration", "feature");
    fixture.edit("Cargo.toml", |text| {
        text.replace("features = [\"bench\"]", "features = [\"budget\"]")
    });
    fixture
        .cargo("bench --bench perf -- --list")
        .exits(101)
        .says(&[
            "`perfmacro::main!` needs feature `bench`",
            "[dev-dependencies] perfmacro",
        ]);
}

/// Under libtest's harness the target would run no benchmark and succeed.
#[test]
fn a_missing_harness_line_is_named() {
    let fixture = Fixture::new("registration", "harness");
    fixture.edit("Cargo.toml", |text| {
        text.replacen("harness = false", "harness = true", 1)
    });
    fixture
        .cargo("bench --bench perf -- --list")
        .exits(101)
        .says(&["[[bench]] name = \"perf\" harness = false"]);
    fixture.edit("Cargo.toml", |text| {
        text.replacen("[[bench]]\nname = \"perf\"\nharness = true\n", "", 1)
    });
    fixture
        .cargo("bench --bench perf -- --list")
        .exits(101)
        .says(&["harness = false"]);
}

#[test]
fn one_name_at_two_places_is_an_error_that_names_both() {
    let fixture = Fixture::new("registration", "two_places");
    fixture.edit("src/lib.rs", |text| {
        text + "\n/// The same name.\n#[perf_bench(target = \"1s\", sizes = [8], name = \"parity\")]\n\
                pub fn other(data: &[u8]) -> u8 { data[0] }\n"
    });
    let first = fixture.place(
        "src/lib.rs",
        "#[perf_bench(target = \"1s\", sizes = [8, 64])]",
    );
    let second = fixture.place(
        "src/lib.rs",
        "#[perf_bench(target = \"1s\", sizes = [8], name",
    );
    let message = ["`registration::parity", &first, &second, "name = \"..\""];
    fixture
        .cargo("bench --bench perf -- --list")
        .exits(2)
        .says(&message);
    fixture.cargo("test --lib").exits(101).says(&message);
}

#[test]
fn linkme_registers_the_same() {
    let fixture = Fixture::new("registration", "linkme");
    let list = fixture
        .cargo("bench --features linkme --bench perf -- --list --format terse")
        .exits(0);
    assert_eq!(list.stdout.lines().collect::<Vec<_>>(), OWN);
    let tests = fixture.cargo("test --features linkme --lib").exits(0);
    assert_eq!(
        tests.tests("ok"),
        [
            "perf_parity::size_64",
            "perf_parity::size_8",
            "perf_total::size_3"
        ]
    );
}

/// The light half: registry and budgets, and no Criterion.
#[test]
fn budgets_alone_are_light() {
    let fixture = Fixture::new("registration", "light");
    fixture.edit("Cargo.toml", |text| {
        text.replace("features = [\"bench\"]", "features = [\"budget\"]")
    });
    fixture.cargo("test --lib").exits(0);
    let tree = fixture
        .cargo("tree --edges normal,build,dev --prefix none --format {lib}")
        .exits(0);
    let mut crates = tree.stdout.split_whitespace().collect::<Vec<_>>();
    // What Cargo writes behind a crate that it named before.
    crates.retain(|word| *word != "(*)");
    crates.sort_unstable();
    crates.dedup();
    assert!(
        !crates.contains(&"criterion") && crates.len() <= 21,
        "{crates:?}"
    );
}
