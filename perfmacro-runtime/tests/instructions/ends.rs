//! Processes that end before they are through.

use std::time::Duration;

use perfmacro_runtime::instructions::{self, NotCounted};

use crate::run::{command, counts_of, figure, is_counted_here, result};

fn reason(result: &Result<impl std::fmt::Debug, NotCounted>) -> String {
    result.as_ref().expect_err("it is not counted").to_string()
}

#[test]
fn what_was_counted_before_the_end_stands() {
    if !is_counted_here() {
        return;
    }
    let counts = counts_of(command("exiting"));
    assert!(figure(&counts, "before").count > 0);
    let exit = reason(result(&counts, "exit"));
    assert!(exit.contains("exit status: 3"), "{exit}");
    let ended_in = "a::x/exit".to_owned();
    assert_eq!(
        *result(&counts, "behind"),
        Err(NotCounted::NotReached { ended_in })
    );
}

#[test]
fn a_call_that_hangs_is_killed() {
    if !is_counted_here() {
        return;
    }
    let counts = instructions::count(command("hanging"), Duration::from_secs(10));
    let counts = counts.expect("callgrind counts");
    assert!(figure(&counts, "before").count > 0);
    let hang = reason(result(&counts, "hang"));
    assert!(hang.contains("was killed"), "{hang}");
}

#[test]
fn an_instruction_that_valgrind_does_not_know_is_told() {
    if !is_counted_here() {
        return;
    }
    let counts = counts_of(command("unknown instruction"));
    assert!(figure(&counts, "before").count > 0);
    let unknown = reason(result(&counts, "unknown"));
    let expected = if cfg!(target_arch = "x86_64") {
        "does not know an instruction"
    } else {
        "SIGABRT"
    };
    assert!(unknown.contains(expected), "{unknown}");
}

#[test]
fn a_command_that_counts_nothing_is_told() {
    if !is_counted_here() {
        return;
    }
    let mut nothing = command("known");
    nothing.env_remove("INSTRUCTIONS_TEST_SET");
    let error = instructions::count(nothing, Duration::from_secs(60)).expect_err("no guest");
    assert!(matches!(error, NotCounted::Failed(_)), "{error}");

    let mut failing = command("there is no such set");
    failing.env("RUST_BACKTRACE", "0");
    let error = instructions::count(failing, Duration::from_secs(60)).expect_err("no set");
    assert!(error.to_string().contains("there is no set"), "{error}");
}
