//! Baselines as files.

use std::error::Error as _;
use std::fs;
use std::path::PathBuf;

use expect_test::expect;
use perfmacro_runtime::record::CaseResult;

use super::{Baselines, Name, NameError, Overwrite, StoreError};
use crate::fixture::{about, counts, records, result};
use crate::snapshot::Snapshot;

/// A folder that is removed behind the test.
struct Workspace(PathBuf);

impl Workspace {
    fn new(test: &str) -> Workspace {
        let name = format!("perfmacro-baseline-{test}-{}", std::process::id());
        Workspace(std::env::temp_dir().join(name))
    }

    fn baselines(&self) -> Baselines {
        Baselines::of_workspace(&self.0)
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn name(text: &str) -> Name {
    text.parse().expect("a name")
}

fn snapshot() -> Snapshot {
    Snapshot::of(&records(vec![
        CaseResult {
            counts: Some(counts(2, 1_234)),
            ..result("a::sort/1000", &about(427_255))
        },
        result("a::parse", &about(1_000)),
    ]))
}

#[test]
fn a_baseline_is_fit_to_be_committed() {
    let workspace = Workspace::new("text");
    let path = workspace
        .baselines()
        .save(&name("main"), &snapshot(), Overwrite::Refuse)
        .expect("it is new");
    assert!(path.ends_with("perfmacro/baselines/main.json"));
    expect![[r#"
        {
          "perfmacro_baseline": 1,
          "machines": [
            {
              "machine": {
                "cpu": "AMD EPYC",
                "cores": 2,
                "os": "linux",
                "arch": "x86_64",
                "rustc": "rustc 1.95.0",
                "target": "x86_64-unknown-linux-gnu",
                "target_features": [
                  "sse2"
                ],
                "profile": "release",
                "opt_level": "3",
                "debug_assertions": false,
                "perfmacro": "0.1.0"
              },
              "commit": "15d8c15+",
              "cases": [
                {
                  "case": "a::parse",
                  "optimized": true,
                  "time": {
                    "median": {
                      "value_ps": 1004,
                      "lower_ps": 1003,
                      "upper_ps": 1006
                    },
                    "fastest_tenth": {
                      "value_ps": 1000,
                      "lower_ps": 1000,
                      "upper_ps": 1001
                    },
                    "confidence": 0.964,
                    "observations": 100,
                    "processes": 1,
                    "source": "suite"
                  }
                },
                {
                  "case": "a::sort/1000",
                  "optimized": true,
                  "time": {
                    "median": {
                      "value_ps": 429370,
                      "lower_ps": 428920,
                      "upper_ps": 429820
                    },
                    "fastest_tenth": {
                      "value_ps": 427660,
                      "lower_ps": 427420,
                      "upper_ps": 427940
                    },
                    "confidence": 0.964,
                    "observations": 100,
                    "processes": 1,
                    "source": "suite"
                  },
                  "counts": {
                    "allocs": 2,
                    "instructions": 1234
                  }
                }
              ]
            }
          ]
        }
    "#]]
    .assert_eq(&fs::read_to_string(path).expect("a file"));
    let read = workspace
        .baselines()
        .load(&name("main"))
        .expect("a baseline");
    assert_eq!(read, snapshot().rounded());
}

#[test]
fn baselines_are_saved_listed_and_removed() {
    let workspace = Workspace::new("store");
    let baselines = workspace.baselines();
    assert_eq!(baselines.list().expect("none is no error"), []);
    let save = |overwrite| baselines.save(&name("main"), &snapshot(), overwrite);
    save(Overwrite::Refuse).expect("it is new");
    assert!(matches!(
        save(Overwrite::Refuse),
        Err(StoreError::Exists(_))
    ));
    save(Overwrite::Replace).expect("it may be replaced");
    baselines
        .save(&name("a"), &snapshot(), Overwrite::Refuse)
        .expect("it is new");
    assert_eq!(
        baselines.list().expect("a folder"),
        [name("a"), name("main")]
    );
    // Nothing that was staged is left.
    let folder = workspace.0.join("perfmacro/baselines");
    assert_eq!(fs::read_dir(folder).expect("a folder").count(), 2);
    baselines.remove(&name("a")).expect("it is there");
    let missing = baselines.remove(&name("a")).expect_err("it is gone");
    assert!(
        missing.to_string().ends_with("baselines are `main`"),
        "{missing}"
    );
    let nothing = baselines.save(&name("b"), &Snapshot::default(), Overwrite::Refuse);
    assert!(matches!(nothing, Err(StoreError::Empty)));
}

#[test]
fn what_is_no_baseline_is_named() {
    let workspace = Workspace::new("damaged");
    let path = workspace.baselines().path(&name("main"));
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    for (text, is_damaged) in [
        ("", true),
        ("{\"perfmacro_baseline\": 1", true),
        ("{\"perfmacro_baseline\": 1}", true),
        ("{\"machines\": []}", true),
        ("{\"perfmacro_baseline\": 2, \"hosts\": 7}", false),
    ] {
        fs::write(&path, text).expect("a file");
        let error = workspace.baselines().load(&name("main")).expect_err(text);
        assert!(error.to_string().contains("main.json"), "{error}");
        assert_eq!(
            matches!(error, StoreError::Damaged(..)),
            is_damaged,
            "{error}"
        );
        assert_eq!(
            matches!(error, StoreError::Newer(_, 2)),
            !is_damaged,
            "{error}"
        );
        assert_eq!(error.source().is_some(), is_damaged);
    }
}

#[test]
fn a_name_is_a_file_on_every_system() {
    for legal in ["main", "v1.2", "2026-11", "a_b", "console"] {
        assert_eq!(name(legal).as_str(), legal);
    }
    let long = "x".repeat(101);
    for (text, expected) in [
        ("", NameError::Length),
        (&long, NameError::Length),
        ("a/b", NameError::Character('/')),
        ("a b", NameError::Character(' ')),
        ("ä", NameError::Character('ä')),
        ("..", NameError::Edge),
        (".a", NameError::Edge),
        ("-a", NameError::Edge),
        ("a.", NameError::Edge),
        ("NUL", NameError::Device),
        ("com1.old", NameError::Device),
    ] {
        assert_eq!(text.parse::<Name>(), Err(expected), "{text}");
    }
}
