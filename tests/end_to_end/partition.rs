//! Budgets on several machines without anything of ours: nextest's partitions, and its archive on a machine that has
//! neither the sources' place nor the target directory they were built in.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fixture::{Fixture, Outcome};

const TESTS: [&str; 4] = [
    "codec::frame::perf_checksum::size_10",
    "codec::frame::perf_checksum::size_100",
    "codec::frame::perf_order::smoke",
    "codec::word::perf_decode::budget",
];

/// Whether nextest is there; says so where it is not.
fn has_nextest(fixture: &Fixture) -> bool {
    let version = fixture.cargo("nextest --version");
    let has = version.stdout.starts_with("cargo-nextest");
    if !has {
        println!("not run: cargo-nextest is not installed");
    }
    has
}

/// The tests with this result, in the order that nextest tells them.
fn told(run: &Outcome, result: &str) -> Vec<String> {
    let is_told = |line: &&str| line.trim_start().starts_with(&format!("{result} ["));
    let lines = run.stderr.lines();
    let lines = lines.take_while(|line| !line.trim_start().starts_with("Summary ["));
    let tests = lines
        .filter(is_told)
        .filter_map(|line| line.rsplit_once(' '));
    tests.map(|(_, test)| test.to_owned()).collect()
}

/// The one file of records in a folder.
#[track_caller]
fn records(folder: &Path) -> String {
    let files =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files = files.map(|file| file.expect("a readable folder").path());
    let files = files.filter(|file| file.extension().is_some_and(|ending| ending == "jsonl"));
    let [file] = &files.collect::<Vec<_>>()[..] else {
        panic!("not one run in {}", folder.display());
    };
    fs::read_to_string(file).expect("records")
}

#[test]
fn partitions_have_every_budget_once() {
    let fixture = Fixture::new("strict", "partitioned");
    if !has_nextest(&fixture) {
        return;
    }
    for kind in ["hash", "slice"] {
        let folder = fixture.folder(kind);
        let mut passed = Vec::new();
        for partition in ["1/2", "2/2"] {
            let run = fixture.cargo_with(
                &format!(
                    "nextest run --release --lib --no-tests pass --partition {kind}:{partition}"
                ),
                // One run on two machines.
                &[("PERFMACRO_RECORDS", &folder), ("PERFMACRO_RUN", "both")],
            );
            let run = run.exits(0);
            passed.extend(told(&run, "PASS"));
        }
        passed.sort_unstable();
        assert_eq!(passed, TESTS, "{kind}");
        let records = records(Path::new(&folder));
        // The fourth test has no budget.
        assert_eq!(
            records.matches("\"kind\":\"result\"").count(),
            3,
            "{records}"
        );
    }
}

/// What nextest's archive was made from, out of its place while this lives.
struct Away {
    from: PathBuf,
    to: PathBuf,
}

impl Away {
    fn new(from: PathBuf, to: PathBuf) -> Away {
        if to.exists() {
            fs::remove_dir_all(&to).expect("what an earlier run left can be removed");
        }
        fs::rename(&from, &to).expect("it can be moved");
        Away { from, to }
    }
}

impl Drop for Away {
    fn drop(&mut self) {
        let _ = fs::rename(&self.to, &self.from);
    }
}

#[test]
fn an_archive_is_judged_on_another_machine() {
    let built = Fixture::new("strict", "archived");
    if !has_nextest(&built) {
        return;
    }
    // Without Criterion: its target directory is its own, to be moved away.
    built.edit("Cargo.toml", |text| {
        text.replace("[\"bench\"]", "[\"budget\"]")
            .replace("[[bench]]\nname = \"perf\"\nharness = false\n", "")
    });
    fs::remove_dir_all(built.path("benches")).expect("the copy is writable");
    let beside = |name: &str| Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let target = beside("archived_target");
    let archive = built.path("tests.tar.zst");
    let variables = [("CARGO_TARGET_DIR", target.to_str().expect("Unicode"))];
    let arguments = "nextest archive --release --lib --features slow --archive-file tests.tar.zst";
    built.cargo_with(arguments, &variables).exits(0);

    // The other machine has the archive and a checkout elsewhere.
    let other = Fixture::new("strict", "archived_elsewhere");
    fs::copy(&archive, other.path("tests.tar.zst")).expect("the archive is there");
    let _sources = Away::new(built.path(""), beside("archived_away"));
    let _target = Away::new(target.clone(), beside("archived_target_away"));
    let run = |further: &str, variables: &[(&str, &str)]| {
        let arguments = format!(
            "nextest run --archive-file tests.tar.zst --workspace-remap . --no-fail-fast --no-tests pass {further}"
        );
        let mut command = other.command(Path::new(env!("CARGO")), &arguments, variables);
        // That of the other fixtures is none of this machine's.
        command.env_remove("CARGO_TARGET_DIR");
        Outcome::new(arguments, &command.output().expect("cargo runs"))
    };
    let whole = run("", &[]).exits(100).says(&[
        "FAIL strict::codec::frame::checksum/10: over its target by ",
        "FAIL strict::codec::frame::checksum/100: over its target by ",
        " and 5 of 5 fresh processes over the budget",
    ]);
    let mut failed = told(&whole, "FAIL");
    failed.sort_unstable();
    assert_eq!(failed, TESTS[..2]);
    let found = records(&other.path("target/perfmacro/records"));
    let environments = found.matches("\"kind\":\"environment\"").count();
    let results = found.lines().count() - environments;
    assert_eq!((environments, results), (3, 3), "{found}");
    assert_eq!(found.matches("\"verdict\":\"fail\"").count(), 2, "{found}");

    let mut passed = Vec::new();
    for partition in ["1/2", "2/2"] {
        let further = format!("--partition slice:{partition}");
        let run = run(&further, &[("PERFMACRO_SCALE", "10")]).exits(0);
        let here = told(&run, "PASS");
        assert_eq!(here.len(), 2, "{run:?}");
        passed.extend(here);
    }
    passed.sort_unstable();
    assert_eq!(passed, TESTS);
}
