//! Every edition, with the dependency renamed and the prelude's names taken.

use crate::fixture::Fixture;

#[test]
fn every_edition_is_built_tested_and_listed() {
    let fixture = Fixture::new("editions", "editions");
    fixture.cargo("build --workspace").exits(0);
    let passed = fixture.cargo("test --workspace --lib").exits(0);
    let expected = [
        "first::perf_checksum::size_10",
        "first::perf_checksum::size_100",
        "first::perf_compared::complexity",
        "first::perf_compared::size_1",
        "first::perf_compared::size_16",
        "first::perf_compared::size_4",
        "first::perf_count::smoke",
        "first::perf_type::budget",
        "second::perf_checksum::all_sizes",
    ];
    let mut names = passed.tests("ok");
    names.dedup();
    assert_eq!(names, expected);
    passed.says(&[
        "edition_2015",
        "edition_2018",
        "edition_2021",
        "edition_2024",
    ]);

    let list = fixture
        .cargo("bench --workspace -- --list --format terse")
        .exits(0);
    for edition in [2015, 2018, 2021, 2024] {
        for case in [
            "first::checksum/10",
            "first::checksum/100",
            "first::type",
            "second::checksum/1",
        ] {
            let line = format!("edition_{edition}::{case}: benchmark");
            assert!(
                list.stdout.lines().any(|listed| listed == line),
                "no `{line}` in {list:?}"
            );
        }
    }
}
