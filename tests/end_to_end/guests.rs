//! What can go wrong between a test and the fresh processes that it starts: each time the verdict is
//! INCONCLUSIVE, says why and comes in bounded time.

use std::fs::{self, File};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::records;
use crate::suite::{Suite, temporary};

/// Far above what any of this takes, and below what a person waits for.
const BOUND: Duration = Duration::from_secs(120);

const BREACH: &str = "kinds::perf_constant_breached::budget --exact --show-output";
const HANG: &str = "guests::perf_hangs::budget --exact --show-output";

#[test]
fn a_fresh_process_that_ends_badly_is_a_doubt_with_its_reason() {
    let suite = Suite::built();
    let run = |value| {
        let arguments = "guests:: --skip perf_hangs --show-output";
        suite.run(arguments, &[("PERFMACRO_ENFORCE", value)])
    };
    let outcomes = [run("auto").exits(0), run("strict").exits(101)];
    for (function, reason) in [
        ("aborts", "it ended with signal: 6"),
        ("babbles", "it ended without an answer"),
        (
            "exits",
            "it ended with exit status: 7: no licence on this machine",
        ),
        ("leaves", "it ended without an answer"),
        (
            "panics",
            "it ended with exit status: 101: the index is damaged\n",
        ),
    ] {
        let test = format!("guests::perf_{function}::budget");
        let doubt = format!(
            "INCONCLUSIVE verdicts::guests::{function}: target is undecided: what would corroborate it was \
             not measured in a fresh process: {reason}"
        );
        let place = format!("\n  attribute  {}\n", suite.place("guests", function));
        for outcome in &outcomes {
            outcome.shows(
                &test,
                &[&doubt, "\n  measured   ", &place, "\n  reproduce  "],
            );
        }
    }
    let [auto, strict] = &outcomes;
    assert_eq!(auto.tests("ok"), strict.tests("FAILED"));
    assert_eq!(auto.tests("ok").len(), 5, "{auto:?}");
    strict.shows(
        "guests::perf_leaves::budget",
        &["\n  reproduce  PERFMACRO_ENFORCE=strict cargo test --release -p verdicts "],
    );
}

/// A guest that never ends, under both policies, and a turn that never comes: each waits in vain for half
/// a minute or less, all at once.
#[test]
fn what_never_ends_is_given_up() {
    let suite = Suite::built();
    let began = Instant::now();
    let [first, second, held] =
        ["hang_auto", "hang_strict", "held"].map(|name| suite.fixture.folder(name));
    let with = |folder, value| {
        let mut variables = temporary(folder).to_vec();
        variables.push(("PERFMACRO_ENFORCE", value));
        variables
    };
    // A living process that said it would be done long ago, and holds on.
    let lock = lock_file(&held);
    fs::write(&lock, "holder process 1 (of::another)\nuntil 1000000000\n").expect("own folder");
    let lock = File::open(lock).expect("it was written");
    lock.lock().expect("nobody else knows of it");

    let auto = suite.start(HANG, &with(&first, "auto"));
    let strict = suite.start(HANG, &with(&second, "strict"));
    let waiting = suite.start(BREACH, &with(&held, "auto"));
    let texts = [
        "INCONCLUSIVE verdicts::guests::hangs: target is undecided: ",
        "not measured in a fresh process: it had not ended after ",
        " s, and was killed\n",
        "perfmacro: judging verdicts::guests::hangs (target 50 µs) for ",
        " s: measuring in fresh process 1\n",
    ];
    auto.end().exits(0).says(&texts);
    strict.end().exits(101).says(&texts);
    waiting.end().exits(0).says(&[
        "INCONCLUSIVE verdicts::kinds::constant_breached: target is undecided: no turn to measure: ",
        "process 1 (of::another) has been measuring for too long, waited for it for ",
        " s: waiting for its turn to measure\n",
    ]);
    assert!(began.elapsed() < BOUND, "{:?}", began.elapsed());
}

#[test]
fn a_test_that_is_killed_takes_its_guest_along_and_leaves_the_turn() {
    let suite = Suite::built();
    let lock = suite.fixture.folder("killed_lock");
    let record = suite.fixture.folder("killed_record");
    let mut variables = temporary(&lock).to_vec();
    variables.push(("RECORD", &record));
    let host = suite.start(HANG, &variables);
    // A fresh process that hangs records its naps.
    let naps = || {
        let records = records::read(&record);
        records
            .iter()
            .filter(|record| record.is_fresh)
            .map(|record| record.calls)
            .sum::<usize>()
    };
    wait_until(|| naps() > 5);
    let waiting = suite.start(BREACH, &temporary(&lock));
    let is_waiting = |text: &str| text.contains("guests::hangs");
    assert!(fs::read_to_string(lock_file(&lock)).is_ok_and(|text| is_waiting(&text)));
    host.kill();
    wait_until(|| {
        let earlier = naps();
        thread::sleep(Duration::from_millis(500));
        naps() == earlier
    });
    waiting.end().exits(101).says(&[
        "FAIL verdicts::kinds::constant_breached: over its target by ",
        " 5 of 5 fresh processes over the budget",
    ]);
}

#[test]
fn a_place_without_a_lock_is_a_doubt() {
    let suite = Suite::built();
    let nowhere = suite.fixture.path("nowhere");
    let nowhere = nowhere.to_str().expect("a path of Unicode");
    let reason = format!("no turn to measure: cannot lock `{nowhere}");
    for (value, exit) in [("auto", 0), ("strict", 101)] {
        let mut variables = temporary(nowhere).to_vec();
        variables.push(("PERFMACRO_ENFORCE", value));
        suite.run(BREACH, &variables).exits(exit).says(&[
            "INCONCLUSIVE verdicts::kinds::constant_breached: target is undecided: ",
            &reason,
        ]);
        // What holds needs no turn.
        suite.run("kinds::perf_constant_held", &variables).exits(0);
    }
}

/// Nothing can be written behind the lock, which is all that is needed.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_stops_no_verdict() {
    let suite = Suite::built();
    let full = suite.fixture.folder("full");
    std::os::unix::fs::symlink("/dev/full", lock_file(&full)).expect("own folder");
    suite
        .run(BREACH, &temporary(&full))
        .exits(101)
        .says(&["FAIL verdicts::kinds::constant_breached: over its target by "]);
}

fn lock_file(folder: &str) -> std::path::PathBuf {
    Path::new(folder).join("perfmacro.lock")
}

#[track_caller]
fn wait_until(mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < BOUND, "it does not come");
        thread::sleep(Duration::from_millis(20));
    }
}
