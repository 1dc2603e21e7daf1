//! `--shard`: three machines that have a share of the functions each, and one report over what they recorded.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use crate::place::{Place, local};

const FUNCTIONS: [&str; 6] = ["find", "fold", "merge", "parse", "sum", "zip"];
const FLAGS: &str =
    "--sample-size 10 --warm-up-time 0.01 --measurement-time 0.02 --nresamples 1000 --noplot";

/// A crate with functions of two sizes each, one of which has a budget on its growth.
fn place(test: &str) -> Place {
    let place = Place::with_crate(test);
    place.perfmacro(&local()).exits(0);
    let mut source = "//! Annotated.\n".to_owned();
    for name in FUNCTIONS {
        let (sizes, further) = if name == "sum" {
            ("10, 100, 1000", ", complexity = \"O(n^2)\"")
        } else {
            ("10, 1000", "")
        };
        let _ = write!(
            source,
            "\n/// Goes over them.\n#[perfmacro::perf_bench(target = \"1s\", sizes = [{sizes}]{further})]\n\
             pub fn {name}(numbers: &[u64]) -> u64 {{\n    numbers.iter().fold(0, |all, number| all ^ number)\n}}\n"
        );
    }
    place.write("src/lib.rs", &source);
    place
}

fn listed(place: &Place, arguments: &str) -> BTreeSet<String> {
    let list = place.perfmacro(&format!("list -q --format json {arguments}"));
    let lines = list.stdout.lines().map(|line| {
        let case = serde_json::from_str::<Value>(line).expect("an object a line");
        text(&case["name"])
    });
    lines.collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

/// The cases, families apart, that a file of records has results of.
fn recorded(place: &Place, file: &str) -> Vec<String> {
    let records = place.read(file);
    let records = records
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a record"));
    let mut cases = records
        .filter(|record| record["kind"] == "result")
        .map(|record| match text(&record["subject"]).as_str() {
            "family" => format!("{} (all sizes)", text(&record["case"])),
            _ => text(&record["case"]),
        })
        .collect::<Vec<_>>();
    cases.sort_unstable();
    cases
}

#[test]
fn three_machines_have_each_case_once_and_one_report() {
    let place = place("sharded");
    let all = listed(&place, "");
    assert_eq!(all.len(), 13, "{all:?}");
    let mut found = Vec::new();
    for machine in 1..=3 {
        let shard = format!("{machine}/3");
        let own = listed(&place, &format!("--shard {shard}"));
        let says = format!("shard {shard} has {} of the 13 cases", own.len());
        let folder = format!("machine-{machine}");
        let records = place.path(&folder);
        let run = |verb: &str, name: &str| {
            let name = format!("{name}-{machine}");
            let variables = [
                ("PERFMACRO_RECORDS", records.as_str()),
                ("PERFMACRO_RUN", &name),
            ];
            place.perfmacro_with(verb, &variables).exits(0)
        };
        run(&format!("bench --shard {shard} -- {FLAGS}"), "bench").says(&[&says]);
        run(&format!("check --shard {shard}"), "check").says(&["PASS"]);
        let benched = recorded(&place, &format!("{folder}/bench-{machine}.jsonl"));
        // What is benchmarked on a machine is tested there.
        assert_eq!(
            benched,
            recorded(&place, &format!("{folder}/check-{machine}.jsonl"))
        );
        let cases = benched.iter().filter(|case| !case.ends_with("(all sizes)"));
        assert_eq!(cases.cloned().collect::<BTreeSet<_>>(), own);
        assert!((1..13).contains(&own.len()), "{own:?}");
        found.extend(benched);
    }
    found.sort_unstable();
    let mut expected = all.into_iter().collect::<Vec<_>>();
    expected.push("sharded::sum (all sizes)".to_owned());
    expected.sort_unstable();
    assert_eq!(found, expected);

    let files = "machine-1/bench-1.jsonl machine-2/bench-2.jsonl machine-3/bench-3.jsonl";
    place
        .perfmacro(&format!("merge {files} -o merged.jsonl"))
        .exits(2)
        .says(&["they are of 3 runs"]);
    place
        .perfmacro(&format!(
            "merge {files} {files} --run nightly -o merged.jsonl"
        ))
        .exits(0)
        .says(&[
            "Wrote 14 results of run `nightly`",
            "14 were there more than once",
        ]);
    assert_eq!(recorded(&place, "merged.jsonl"), expected);
    for source in [files, "merged.jsonl"] {
        let report = place
            .perfmacro(&format!("report --format json {source}"))
            .exits(0);
        let report = serde_json::from_str::<Value>(&report.stdout).expect("JSON");
        let cases = report["cases"].as_array().expect("a list");
        let names = cases
            .iter()
            .map(|case| text(&case["latest"]["value"]["case"]));
        let mut expected = expected
            .iter()
            .map(|case| case.replace(" (all sizes)", ""))
            .collect::<Vec<_>>();
        expected.sort_unstable();
        let mut names = names.collect::<Vec<_>>();
        names.sort_unstable();
        assert_eq!(names, expected, "{source}");
    }
}

#[test]
fn a_shard_may_be_empty_and_a_slip_is_an_error() {
    let place = place("shard_empty");
    let all = listed(&place, "");
    let empty = (1..=50)
        .map(|number| format!("{number}/50"))
        .find(|shard| listed(&place, &format!("--shard {shard}")).is_empty())
        .expect("six functions are on six machines at most");
    place
        .perfmacro(&format!("bench --strict --shard {empty}"))
        .exits(0)
        .says(&[&format!("shard {empty} has none of the 13 cases")]);
    place
        .perfmacro(&format!("check --strict --shard {empty}"))
        .exits(0)
        .says(&[&format!("shard {empty} has none of the 14 tests")]);
    let variables = [("PERFMACRO_SHARD", empty.as_str())];
    place
        .perfmacro_with("check sum", &variables)
        .exits(0)
        .says(&[&format!("shard {empty} has none of the 4 tests")]);
    // Who runs tests by Cargo has all of them run.
    place
        .cargo_with("test --lib perf_", &variables)
        .exits(0)
        .says(&["14 passed"]);
    place
        .cargo_with("bench --bench perf -- --test", &variables)
        .exits(0)
        .says(&[&format!("shard {empty} has none of the 13 cases")]);
    for verb in ["list", "bench", "check"] {
        for (arguments, message) in [
            ("--shard 6/5", "shards are numbered from 1"),
            ("--shard 5", "a shard is written `K/N`"),
            (&format!("other --shard {empty}"), "other"),
        ] {
            place
                .perfmacro(&format!("{verb} {arguments}"))
                .exits(2)
                .says(&[message]);
        }
        place
            .perfmacro_with(verb, &[("PERFMACRO_SHARD", "0/5")])
            .exits(2)
            .says(&["PERFMACRO_SHARD is `0/5`: shards are numbered from 1"]);
        // The command line wins.
        assert_eq!(listed(&place, "--shard 1/1"), all);
    }
    place
        .cargo_with("test --lib perf_", &[("PERFMACRO_SHARD", "0/5")])
        .exits(101)
        .says(&["PERFMACRO_SHARD is `0/5`"]);

    if !place
        .cargo_with("nextest --version", &[])
        .stdout
        .starts_with("cargo-nextest")
    {
        return println!("not run: cargo-nextest is not installed");
    }
    let mut passed = 0;
    for shard in ["1/2", "2/2"] {
        let run = place
            .perfmacro(&format!(
                "check --nextest --shard {shard} -- --test-threads 2"
            ))
            .exits(0);
        passed += run.stdout.matches("  PASS").count();
    }
    assert_eq!(passed, 14);
    place
        .perfmacro(&format!("check --nextest --shard {empty}"))
        .exits(0)
        .says(&[&format!("shard {empty} has none of the 14 tests")]);
}
