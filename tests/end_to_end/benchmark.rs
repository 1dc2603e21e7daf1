//! `cargo bench` discovers the suite, speaks Criterion, libtest and nextest, and shows the budgets.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::fixture::{Fixture, target_directory};
use crate::suite::temporary;

const CASES: [&str; 6] = [
    "strict::codec::frame::checksum/10",
    "strict::codec::frame::checksum/100",
    "strict::codec::frame::order/10",
    "strict::codec::frame::order/100",
    "strict::codec::frame::order/1000",
    "strict::codec::word::decode/call",
];

/// Held by tests that measure: they write results of the same names.
fn alone() -> MutexGuard<'static, ()> {
    static MEASURING: Mutex<()> = Mutex::new(());
    MEASURING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn listed(fixture: &Fixture, arguments: &str) -> Vec<String> {
    let list = fixture
        .cargo(&format!("bench -- --list --format terse {arguments}"))
        .exits(0);
    list.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn the_suite_is_discovered_sorted_and_filtered() {
    let fixture = Fixture::new("strict", "discovered");
    assert_eq!(
        listed(&fixture, ""),
        CASES.map(|case| format!("{case}: benchmark"))
    );
    assert_eq!(
        listed(&fixture, "checksum/10$"),
        [format!("{}: benchmark", CASES[0])]
    );
    assert_eq!(
        listed(&fixture, &format!("--exact {}", CASES[3])),
        [format!("{}: benchmark", CASES[3])]
    );
    assert_eq!(listed(&fixture, "--ignored"), Vec::<String>::new());
    fixture
        .cargo("bench -- --list")
        .exits(0)
        .says(&["0 tests, 6 benchmarks"]);
}

#[test]
fn each_case_runs_once_in_test_mode() {
    let fixture = Fixture::new("strict", "test_mode");
    let run = fixture.cargo("bench -- --test").exits(0);
    for case in CASES {
        assert!(
            run.stdout.contains(&format!("Testing {case}\nSuccess")),
            "{run:?}"
        );
    }
    fixture
        .cargo("test --release --bench perf")
        .exits(0)
        .says(&["Testing strict::codec::word::decode/call"]);
    // `cargo test some_test` hands its filter to every target: there it matches nothing, and is fine.
    fixture
        .cargo("test --release --bench perf some_test")
        .exits(0)
        .says(&["no case matches `some_test`"]);
}

#[test]
fn a_run_reports_throughput_budgets_and_html() {
    let _alone = alone();
    let fixture = Fixture::new("strict", "reports");
    let flags = "--warm-up-time 0.05 --measurement-time 0.1 --sample-size 10 --nresamples 2000";
    let run = fixture
        .cargo(&format!("bench -- {flags} checksum"))
        .exits(0)
        .says(&["thrpt:", "headroom", "verdict", "200 µs", "PASS"]);
    // The command line wins over the defaults it names.
    run.says(&["Collecting 10 samples"]);
    let report =
        target_directory().join("criterion/strict__codec__frame__checksum/report/index.html");
    assert!(report.exists(), "{} exists", report.display());

    let alone = fixture
        .cargo(&format!("bench -- {flags} decode --noplot"))
        .exits(0);
    alone.says(&["thrpt:", "strict::codec::word::decode/call"]);
}

#[test]
fn a_breach_is_shown_and_fails_only_where_asked() {
    let _alone = alone();
    let fixture = Fixture::new("strict", "breach");
    let place = fixture.place("src/codec/frame.rs", "#[perf_bench(target = \"200us\"");
    let bench = |flags: &str, variables: &[(&str, &str)]| {
        fixture.cargo_with(
            &format!("bench --features slow -- --quick --noplot checksum/100 {flags}"),
            variables,
        )
    };
    bench("", &[])
        .exits(0)
        .says(&["FAIL", &place, "1 of 1 budget is not a PASS"]);
    bench("--enforce", &[])
        .exits(1)
        .says(&["FAIL", "exit code 1"]);
    bench("", &[("PERFMACRO_ENFORCE", "strict")]).exits(1);
    bench("--enforce", &[("PERFMACRO_SCALE", "10")])
        .exits(0)
        .says(&["PASS"]);
    bench("", &[("PERFMACRO_ENFORCE", "off")])
        .exits(0)
        .never_says(&["FAIL", "PASS"]);
}

/// The suite's own executable is what measures afresh, with the same lock as tests.
#[test]
fn a_breach_is_corroborated_by_fresh_processes_of_the_suite() {
    let _alone = alone();
    let fixture = Fixture::new("strict", "corroborated");
    let bench = |folder: &str| {
        fixture.cargo_with(
            "bench --features slow -- --quick --noplot checksum/100$ --enforce",
            &temporary(folder),
        )
    };
    let folder = fixture.folder("lock");
    bench(&folder)
        .exits(1)
        .says(&["FAIL strict::codec::frame::checksum/100: target "]);
    let lock = fs::read_to_string(Path::new(&folder).join("perfmacro.lock"));
    let holder = "(strict::codec::frame::checksum/100)\n";
    assert!(
        lock.as_ref().is_ok_and(|text| text.contains(holder)),
        "{lock:?}"
    );
}

#[test]
fn baselines_are_criterions_and_a_missing_one_is_a_clear_error() {
    let _alone = alone();
    let fixture = Fixture::new("strict", "baselines");
    let bench =
        |flags: &str| fixture.cargo(&format!("bench -- --quick --noplot checksum/10$ {flags}"));
    // The target directory is kept between runs of this test.
    let saved = target_directory().join("criterion/strict__codec__frame__checksum/10/kept");
    if saved.exists() {
        fs::remove_dir_all(&saved).expect("an old baseline can be removed");
    }
    bench("--baseline kept")
        .exits(2)
        .says(&["error: strict::codec::frame::checksum/10: Baseline 'kept' must exist"])
        .never_says(&["panicked"]);
    bench("--baseline-lenient kept").exits(0);
    bench("--save-baseline kept").exits(0);
    bench("--baseline kept").exits(0).says(&["change:"]);
    bench("--load-baseline kept --baseline kept")
        .exits(0)
        .says(&["NOT ENFORCED"]);
}

#[test]
fn output_formats_and_profiling_are_criterions() {
    let _alone = alone();
    let fixture = Fixture::new("strict", "formats");
    let flags =
        "--warm-up-time 0.05 --measurement-time 0.1 --sample-size 10 --nresamples 2000 --noplot";
    let bencher = fixture
        .cargo(&format!(
            "bench -- {flags} --output-format bencher checksum/10$"
        ))
        .exits(0);
    assert!(
        bencher
            .stdout
            .contains("test strict::codec::frame::checksum/10 ... bench:"),
        "{bencher:?}"
    );
    // Standard output is for a program to read: the table is not on it.
    assert!(
        !bencher.stdout.contains("verdict") && bencher.stderr.contains("verdict"),
        "{bencher:?}"
    );
    fixture
        .cargo("bench -- --profile-time 1 checksum/10$")
        .exits(0)
        .says(&["Profiling for 1.0000 s"]);
}

#[test]
fn bad_input_is_a_clear_error() {
    let fixture = Fixture::new("strict", "bad_input");
    for (arguments, message) in [
        (
            "nothing_like_it",
            "no case matches `nothing_like_it`; there are 6, such as",
        ),
        ("--exact checksum", "no case is exactly `checksum`"),
        ("[", "the filter is no regular expression"),
        ("--sample-size 9", "expected a whole number of at least 10"),
        ("--confidence-level 2", "expected a number between 0 and 1"),
        ("--enforce --test", "cannot be used with"),
        ("--no-such-flag", "unexpected argument '--no-such-flag'"),
        (
            "--plotting-backend gnuplot checksum/10$ --quick",
            "Gnuplot plotting backend was requested",
        ),
    ] {
        if message.starts_with("Gnuplot") && has_gnuplot() {
            println!("not run: gnuplot is installed");
            continue;
        }
        let outcome = fixture.cargo(&format!("bench -- {arguments}"));
        outcome.exits(2).says(&[message]).never_says(&["panicked"]);
    }
    // A file where the folder should be: nobody can write there, root neither.
    let blocked = fixture.path("Cargo.toml");
    fixture
        .cargo_with(
            "bench -- --quick checksum",
            &[("CRITERION_HOME", blocked.to_str().expect("a path of ASCII"))],
        )
        .exits(2)
        .says(&["error: cannot write to `"])
        .never_says(&["panicked"]);
    fixture
        .cargo_with("bench -- --quick checksum", &[("PERFMACRO_ENFORCE", "yes")])
        .exits(2)
        .says(&["error: PERFMACRO_ENFORCE is `yes`"]);
}

#[test]
fn nextest_lists_and_runs_the_suite_and_the_budgets() {
    let fixture = Fixture::new("strict", "nextest");
    if !fixture
        .cargo("nextest --version")
        .stdout
        .starts_with("cargo-nextest")
    {
        println!("not run: cargo-nextest is not installed");
        return;
    }
    let list = fixture.cargo("nextest list --release --benches").exits(0);
    for case in CASES {
        assert!(list.stdout.contains(case), "{list:?}");
    }
    fixture
        .cargo("nextest run --release --benches")
        .exits(0)
        .says(&["6 tests run: 6 passed"]);
    fixture
        .cargo("nextest run --release --lib")
        .exits(0)
        .says(&["4 tests run: 4 passed"]);
}

fn has_gnuplot() -> bool {
    std::process::Command::new("gnuplot")
        .arg("--version")
        .output()
        .is_ok()
}
