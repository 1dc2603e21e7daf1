//! Files in which something is wrong.

use std::fs;
use std::io::Write as _;

use perfmacro_runtime::record::{self, Recorder};

use crate::entry;

#[test]
fn a_torn_line_costs_itself_alone() {
    let directory = entry::directory("torn");
    let path = entry::destination(&directory).path();
    entry::record(&Recorder::new(entry::destination(&directory)), "first");
    let text = fs::read_to_string(&path).expect("a run's file");
    let whole = text.lines().count();
    for torn in [
        &text[..30],
        "{\"perfmacro_record\":1,\"kind\":\"result\",\"run\":\"\u{e4}",
    ] {
        let mut file = fs::File::options()
            .append(true)
            .open(&path)
            .expect("a run's file");
        file.write_all(&torn.as_bytes()[..torn.len().min(48)])
            .expect("a writable file");
        drop(file);
        entry::record(&Recorder::new(entry::destination(&directory)), torn);
    }
    let records = record::read(&path).expect("a run's file");
    assert_eq!(records.results.len(), 3);
    let places = records
        .damaged
        .iter()
        .map(|damaged| damaged.line)
        .collect::<Vec<_>>();
    assert_eq!(places, [whole + 1, whole + 4]);
    assert_eq!(
        records.damaged[0].to_string(),
        format!(
            "{}:{}: a damaged record: it ends in the middle",
            path.display(),
            whole + 1
        )
    );
}

#[test]
fn what_is_no_record_is_told_and_what_a_later_version_adds_is_not() {
    let directory = entry::directory("foreign");
    fs::create_dir_all(&directory).expect("a place for tests");
    let path = directory.join("foreign.jsonl");
    let lines = [
        "not JSON at all",
        "{\"kind\":\"result\"}",
        "{\"perfmacro_record\":2,\"kind\":\"result\"}",
        "{\"perfmacro_record\":1,\"kind\":\"prophecy\",\"of\":[]}",
        "{\"perfmacro_record\":1,\"kind\":\"result\"}",
        "\u{0}\u{0}\u{0}",
        "",
    ];
    fs::write(&path, lines.join("\n")).expect("a writable place");
    let records = record::read(&path).expect("a file");
    let told = records
        .damaged
        .iter()
        .map(|damaged| (damaged.line, damaged.reason.as_str()))
        .collect::<Vec<_>>();
    assert!(
        told.contains(&(3, "it is of version 2, and this perfmacro reads 1")),
        "{told:?}"
    );
    let lines = told.iter().map(|(line, _)| *line).collect::<Vec<_>>();
    assert_eq!(lines, [1, 2, 3, 5, 6]);
    assert!(record::read(&directory.join("none.jsonl")).is_err());
}
