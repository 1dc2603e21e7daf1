//! Records of several files.

use std::path::PathBuf;

use perfmacro_runtime::record::{self, CaseResult, Damaged, Environment, Records};

use super::{MergeError, merge};
use crate::fixture::{about, environment, records, result};

#[test]
fn what_is_there_twice_is_there_once() {
    let first = || result("a::f", &about(1_000_000));
    let later = CaseResult {
        unix_time_ms: 2,
        ..first()
    };
    let of_an_equal_machine = result("a::f", &about(1_100_000));
    let files = [
        records(vec![later.clone(), first()]),
        records(vec![first(), of_an_equal_machine.clone()]),
    ];
    let merged = merge(files, None).expect("one run");
    assert_eq!(merged.records.environments.len(), 1);
    assert_eq!(
        merged.records.results,
        [first(), of_an_equal_machine, later]
    );
    assert_eq!((merged.run.as_str(), merged.duplicates), ("run", 1));
}

#[test]
fn runs_are_one_where_they_are_named() {
    let other = || {
        let mut other = records(vec![CaseResult {
            run: "other".to_owned(),
            environment: "e2".to_owned(),
            ..result("a::f", &[])
        }]);
        other.environments = vec![Environment {
            id: "e2".to_owned(),
            cores: Some(64),
            ..environment()
        }];
        other
    };
    let own = || records(vec![result("a::f", &[])]);
    let refused = merge([own(), other()], None);
    assert_eq!(
        refused,
        Err(MergeError::Runs(vec!["other".to_owned(), "run".to_owned()]))
    );
    let merged = merge([own(), other()], Some("nightly")).expect("it is named");
    assert_eq!(merged.records.environments.len(), 2);
    assert!(
        merged
            .records
            .results
            .iter()
            .all(|result| result.run == "nightly")
    );
    assert!(matches!(
        merge([own()], Some("a/b")),
        Err(MergeError::Name(_))
    ));
    assert_eq!(
        merge([Records::default()], Some("a")),
        Err(MergeError::Empty)
    );
}

#[test]
fn what_is_written_is_read_as_it_was() {
    let damaged = Damaged {
        path: PathBuf::from("a.jsonl"),
        line: 3,
        reason: "it ends in the middle".to_owned(),
    };
    let mut own = records(vec![result("a::f/1", &about(1_000)), result("a::f/2", &[])]);
    own.damaged.push(damaged.clone());
    let merged = merge([own], None).expect("one run");
    assert_eq!(merged.records.damaged, [damaged]);
    let path = std::env::temp_dir().join(format!("perfmacro-merge-{}.jsonl", std::process::id()));
    merged.write(&path).expect("a file");
    let read = record::read(&path).expect("a file");
    std::fs::remove_file(&path).expect("it is ours");
    assert_eq!(read.environments, merged.records.environments);
    assert_eq!(read.results, merged.records.results);
    assert_eq!(read.damaged, []);
}
