//! `list` and `bench`: what the benchmark targets know.

use crate::place::{ANNOTATED, Place, local};

#[test]
fn entries_are_listed_and_run() {
    let place = Place::with_crate("list_new");
    place
        .perfmacro("list")
        .exits(2)
        .says(&["cargo perfmacro init"]);
    place.perfmacro(&local()).exits(0);
    place.write("src/lib.rs", ANNOTATED);
    let table = place.perfmacro("list -q").exits(0);
    let lines = table.stdout.lines().collect::<Vec<_>>();
    assert_eq!(lines.len(), 3, "{table:#?}");
    assert_eq!(
        lines[2].split_whitespace().collect::<Vec<_>>(),
        [
            "list_new::sum/1000",
            "target",
            "1",
            "s",
            "perf_sum",
            "src/lib.rs:4:1"
        ]
    );
    let json = place.perfmacro("list --format json 1000").exits(0);
    assert_eq!(json.stdout.lines().count(), 1, "{json:#?}");
    assert!(
        json.stdout.contains("\"picoseconds\":1000000000000"),
        "{json:#?}"
    );
    place
        .perfmacro("list other")
        .exits(2)
        .says(&["no case matches `other`"]);

    place
        .perfmacro("bench sum/10$ -- --test")
        .exits(0)
        .says(&["Testing list_new::sum/10"]);
    let flags = "--quick --noplot";
    place
        .perfmacro(&format!("bench sum/1000 -- {flags}"))
        .exits(0)
        .says(&["PASS"]);
    place
        .perfmacro(&format!("bench sum/1000 --strict --scale 1e-12 -- {flags}"))
        .exits(1)
        .says(&["FAIL"]);
    place.perfmacro("bench other").exits(2);
    place.perfmacro("bench -- --no-such-flag").exits(2);
    place.edit("benches/perf.rs", |text| text.replace("list_new", "core"));
    place
        .perfmacro("list")
        .exits(2)
        .says(&["no function of crate `core` is registered"]);
    place.write("src/lib.rs", "fn wrong( {}\n");
    place.perfmacro("list").exits(5).says(&["do not build"]);
}
