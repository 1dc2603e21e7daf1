//! What a run leaves behind for reports: records, as `docs/record.schema.json` says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use boon::{Compiler, Schemas};
use serde_json::Value;

use crate::fixture::{Fixture, target_directory};
use crate::suite::Suite;

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/record.schema.json");

/// The lines of a run, each as the schema says: environments and results.
#[track_caller]
fn records(path: &Path) -> (Vec<Value>, Vec<Value>) {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut schemas = Schemas::new();
    let schema = Compiler::new()
        .compile(SCHEMA, &mut schemas)
        .expect("a schema");
    let records = text.lines().map(|line| {
        let record = serde_json::from_str::<Value>(line).expect("a line of JSON");
        if let Err(error) = schemas.validate(&record, schema) {
            panic!("{line}\n{error:#}");
        }
        record
    });
    records.partition(|record| record["kind"] == "environment")
}

/// What `environments` have of the results' process and build.
#[track_caller]
fn one_environment(environments: &[Value], results: &[Value], command: &str) {
    let [environment] = environments else {
        panic!("not one environment: {environments:?}");
    };
    assert_eq!(environment["command"], command);
    assert_eq!(environment["profile"], "release");
    assert_eq!(environment["opt_level"], "3");
    for result in results {
        assert_eq!(result["environment"], environment["id"]);
        assert_eq!(result["optimized"], true);
    }
}

/// The budgets of the result of a case, by their options.
#[track_caller]
fn verdict(results: &[Value], case: &str, option: &str) -> Value {
    let result = results.iter().find(|result| result["case"] == case);
    let result = result.unwrap_or_else(|| panic!("no {case} in {results:?}"));
    let budgets = result["budgets"].as_array().expect("a list");
    let budget = budgets.iter().find(|budget| budget["option"] == option);
    budget.unwrap_or_else(|| panic!("no {option} in {result}"))["verdict"].clone()
}

#[test]
fn tests_record_what_they_judge() {
    let suite = Suite::built();
    let folder = suite.fixture.path("recorded");
    let _ = fs::remove_dir_all(&folder);
    let variables = [
        ("PERFMACRO_RECORDS", folder.to_str().expect("Unicode")),
        ("PERFMACRO_RUN", "both"),
    ];
    // Two processes, one run; the breach is judged by fresh ones, which tell nothing.
    suite
        .run("kinds::perf_constant_breached", &variables)
        .exits(101);
    suite.run("enforced::perf_never", &variables).exits(0);
    let (environments, results) = records(&folder.join("both.jsonl"));
    let ids = environments
        .iter()
        .map(|environment| environment["id"].to_string());
    assert_eq!(
        (environments.len(), ids.collect::<BTreeSet<_>>().len()),
        (2, 1)
    );
    one_environment(&environments[..1], &results, "test");
    assert_eq!(results.len(), 2);
    let breached = "verdicts::kinds::constant_breached";
    assert_eq!(verdict(&results, breached, "target"), "fail");
    assert_eq!(
        verdict(&results, "verdicts::enforced::never", "target"),
        "not_enforced"
    );
    let result = &results[0];
    assert_eq!(result["test"], "kinds::perf_constant_breached::budget");
    assert_eq!(result["package"], "verdicts");
    let place = &result["location"];
    let place = format!(
        "{}:{}:{}",
        place["file"].as_str().unwrap_or_default(),
        place["line"],
        place["column"]
    );
    assert_eq!(place, suite.place("kinds", "constant_breached"));
    let budget = &result["budgets"][0];
    assert_eq!(budget["evidence"]["processes_over"], 5);
    assert!(
        budget["headroom"].as_f64().is_some_and(|left| left < 0.0),
        "{budget}"
    );
}

#[test]
fn who_says_nothing_finds_records_in_the_target_directory() {
    let suite = Suite::built();
    let records = target_directory().join("perfmacro/records");
    let run = "said_nothing_else";
    let path = records.join(format!("{run}.jsonl"));
    let _ = fs::remove_file(&path);
    let held = |variables: &[(&str, &str)]| {
        let mut all = vec![("PERFMACRO_RUN", run)];
        all.extend(variables);
        suite.run("kinds::perf_constant_held", &all).exits(0)
    };
    for silent in [("PERFMACRO_ENFORCE", "off"), ("PERFMACRO_RECORDS", "off")] {
        held(&[silent]).never_says(&["recorded"]);
        assert!(!path.exists(), "{silent:?}");
    }
    held(&[]);
    assert!(path.exists());
    // nextest's run is one, in as many processes as there are tests.
    let nextests = records.join("0f3a-41.jsonl");
    let _ = fs::remove_file(&nextests);
    let variables = [("NEXTEST_RUN_ID", "0f3a-41")];
    suite.run("kinds::perf_constant_held", &variables).exits(0);
    assert!(nextests.exists());
    suite
        .run("kinds::perf_constant_held", &[("PERFMACRO_RUN", "../up")])
        .exits(101)
        .says(&["PERFMACRO_RUN is `../up`: expected up to 100 letters, digits"]);
}

#[test]
fn a_place_without_records_is_told_and_fails_no_test() {
    let suite = Suite::built();
    let file = suite.fixture.path("Cargo.toml");
    let variables = [("PERFMACRO_RECORDS", file.to_str().expect("Unicode"))];
    let run = suite.run("kinds::perf_constant_held", &variables).exits(0);
    assert_eq!(
        run.stderr
            .matches("warning: results are not recorded")
            .count(),
        1,
        "{run:?}"
    );
}

#[test]
fn suites_record_what_they_measure() {
    let fixture = Fixture::new("exact", "exact_recorded");
    let folder = fixture.path("recorded");
    let variables = [
        ("PERFMACRO_RECORDS", folder.to_str().expect("Unicode")),
        ("PERFMACRO_RUN", "benched"),
    ];
    let bench = |arguments: &str| {
        let arguments = format!("bench --bench perf -- {arguments} doubled|first");
        fixture.cargo_with(&arguments, &variables).exits(0)
    };
    for silent in ["--list", "--test", "--profile-time 1"] {
        bench(silent);
        assert!(!folder.exists(), "{silent}");
    }
    bench("--sample-size 10 --warm-up-time 0.01 --measurement-time 0.02 --noplot");
    let (environments, results) = records(&folder.join("benched.jsonl"));
    one_environment(&environments, &results, "bench");
    let case = "exact::allocations::doubled/1000";
    let doubled = results.iter().find(|result| result["case"] == case);
    let doubled = doubled.unwrap_or_else(|| panic!("no {case} in {results:?}"));
    assert_eq!(doubled["size"], 1000);
    assert_eq!(doubled["estimate"]["observations"], 10);
    assert_eq!(doubled["samples_ps"].as_array().map(Vec::len), Some(10));
    assert_eq!(doubled["counts"]["alloc_bytes"], 8000);
    assert_eq!(doubled["throughput"]["amount"], 1000);
    assert_eq!(verdict(&results, case, "max_peak"), "pass");
    let family = results.iter().find(|result| result["subject"] == "family");
    let family = family.unwrap_or_else(|| panic!("no family in {results:?}"));
    assert_eq!(family["case"], "exact::growth::first");
    assert_eq!(family["budgets"][0]["growth"]["class"], "O(1)");
}
