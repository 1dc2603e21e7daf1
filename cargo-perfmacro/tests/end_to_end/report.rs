//! `report` over records that are there, and over none.

use crate::place::Place;

#[test]
fn records_are_reported_in_a_format() {
    let place = Place::with_crate("report_files");
    place.write("records.jsonl", include_str!("../data/every_verdict.jsonl"));
    place.perfmacro("report records.jsonl").exits(0).says(&[
        "headroom",
        "FAIL",
        "INCONCLUSIVE",
        "NOT ENFORCED",
    ]);
    place
        .perfmacro("report --format junit records.jsonl")
        .exits(0)
        .says(&["<testsuites>", "</testsuites>"]);
    place
        .perfmacro("report --format html --output page.html records.jsonl")
        .exits(0)
        .says(&["Wrote `page.html`"]);
    assert!(place.read("page.html").starts_with("<!DOCTYPE html>"));
    place
        .perfmacro("report --format pdf records.jsonl")
        .exits(2)
        .says(&["possible values: table, markdown"]);
    place
        .perfmacro("report other.jsonl")
        .exits(2)
        .says(&["cannot read `other.jsonl`"]);
}

#[test]
fn a_place_without_records_says_so() {
    Place::with_crate("report_nothing")
        .perfmacro("report --run a-run-that-nobody-made")
        .exits(2);
}
