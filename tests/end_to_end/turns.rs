//! No two processes of a machine measure for corroboration at once.

use crate::records::{self, Record};
use crate::suite::{Suite, temporary};

/// Of each of the two executables.
const BREACHES: usize = 8;
const PROCESSES: usize = 5;

/// Every breach was corroborated, and every fresh process ended its calls before the next began its own.
#[track_caller]
fn took_turns(folder: &str) {
    let mut records = records::read(folder);
    records.retain(|record| record.is_fresh);
    assert_eq!(records.len(), 2 * BREACHES * PROCESSES, "{records:?}");
    for record in &records {
        assert!(record.calls >= 60, "{record:?}");
    }
    for pair in records.windows(2) {
        assert!(pair[0].ended < pair[1].began, "{pair:?}");
    }
}

/// Whether two own processes measured at once: without it, the fresh ones did not show that they wait.
fn is_crowded(records: &[Record]) -> bool {
    records.windows(2).any(|pair| pair[0].ended > pair[1].began)
}

#[test]
fn two_executables_at_once_take_turns() {
    let suite = Suite::built();
    let folder = suite.fixture.folder("turns_record");
    let own_lock = suite.fixture.folder("turns_lock");
    let mut variables = temporary(&own_lock).to_vec();
    variables.push(("RECORD", &folder));
    let running = [
        suite.start("turns:: --test-threads=8", &variables),
        suite.start_integration("--test-threads=8", &variables),
    ];
    for running in running {
        let run = running.end().exits(101);
        assert_eq!(run.tests("FAILED").len(), BREACHES, "{run:?}");
        run.says(&[" and 5 of 5 fresh processes over the budget"]);
    }
    took_turns(&folder);
    let mut own = records::read(&folder);
    own.retain(|record| !record.is_fresh);
    assert!(is_crowded(&own), "{own:?}");
}

/// nextest runs every test in a process of its own, as many at once as there are cores.
#[test]
fn nextests_processes_take_turns() {
    let suite = Suite::built();
    let version = suite.fixture.cargo("nextest --version");
    if !version.stdout.starts_with("cargo-nextest") {
        println!("not run: cargo-nextest is not installed");
        return;
    }
    let folder = suite.fixture.folder("nextest_record");
    let own_lock = suite.fixture.folder("nextest_lock");
    let mut variables = temporary(&own_lock).to_vec();
    variables.push(("RECORD", &folder));
    let run = suite.fixture.cargo_with(
        "nextest run --release --no-fail-fast --test-threads 8 -E test(/^(turns::)?perf_breached::/)",
        &variables,
    );
    run.exits(100).says(&["16 tests run: 0 passed, 16 failed"]);
    took_turns(&folder);
}
