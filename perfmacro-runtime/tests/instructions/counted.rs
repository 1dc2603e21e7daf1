//! Exact figures.

use perfmacro_runtime::instructions::NotCounted;

use crate::run::{Counts, command, counts_of, figure, is_counted_here, result};

fn known(padding: usize) -> Counts {
    let mut command = command("known");
    command.env("INSTRUCTIONS_TEST_PADDING", "x".repeat(padding));
    counts_of(command)
}

/// What of the figures does not depend on what ran before.
fn exact(counts: Counts) -> Vec<(String, Result<[u64; 3], NotCounted>)> {
    counts
        .into_iter()
        .map(|(name, found)| {
            let exact = found.map(|found| {
                let simulated = found.simulated.expect("it is asked for");
                [found.count, simulated.accesses, simulated.branches]
            });
            (name, exact)
        })
        .collect()
}

/// More than the loop around a call, which is longer where nothing is optimised.
const AROUND: u64 = if cfg!(debug_assertions) { 500 } else { 60 };

#[test]
fn figures_repeat_to_the_instruction_whatever_the_environment() {
    if !is_counted_here() {
        return;
    }
    let first = exact(known(0));
    assert_eq!(exact(known(1_001)), first);
    assert_eq!(exact(known(50_000)), first);
}

#[test]
fn of_a_call_all_is_counted_and_nothing_else() {
    if !is_counted_here() {
        return;
    }
    let counts = known(7);
    let count = |argument| figure(&counts, argument).count;

    let [short, longer, longest] = ["loop 100", "loop 200", "loop 1100"].map(count);
    let hundred = longer - short;
    assert!(hundred >= 200, "{counts:#?}");
    assert_eq!(longest - short, 10 * hundred, "{counts:#?}");
    assert!(short >= hundred, "{counts:#?}");
    assert_eq!(count("loop 100 again"), short);

    for around in [count("nothing"), short - hundred] {
        assert!(around < AROUND, "{counts:#?}");
    }

    // Neither setup nor drop: both are a thousand times what they would add.
    for argument in ["output", "dear input"] {
        assert!(count(argument) < 2 * AROUND, "{counts:#?}");
    }
    // Two windows, and an empty one is nothing.
    assert!(count("reused state") < short + AROUND, "{counts:#?}");
    // The lowest stands.
    assert!(count("now and then") < short + AROUND, "{counts:#?}");

    assert_eq!(
        *result(&counts, "panic"),
        Err(NotCounted::Panicked("damaged".to_owned()))
    );
    assert_eq!(
        *result(&counts, "no input"),
        Err(NotCounted::Panicked("no input".to_owned()))
    );
    assert_eq!(*result(&counts, "threads"), Err(NotCounted::OtherThreads));
    assert_eq!(counts.len(), 13);
}

#[test]
fn a_simulated_machine_tells_of_memory_and_branches() {
    if !is_counted_here() {
        return;
    }
    let counts = known(7);
    let simulated = figure(&counts, "words").simulated.expect("it is asked for");
    assert!(
        simulated.accesses > 100 && simulated.branches > 100,
        "{simulated:?}"
    );
    assert!(simulated.l1_misses < simulated.accesses, "{simulated:?}");
    assert!(simulated.last_level_misses < 10, "{simulated:?}");
    assert!(simulated.mispredicted < simulated.branches, "{simulated:?}");
}

#[test]
fn of_a_pool_the_input_that_needs_most_decides() {
    if !is_counted_here() {
        return;
    }
    let pooled = figure(&counts_of(command("pooled")), "pooled");
    let longest = figure(&known(7), "loop 1100");
    let apart = pooled.count.abs_diff(longest.count);
    assert!(apart < AROUND, "{pooled}, not {longest}");
}

#[test]
fn a_hundred_cases_are_counted_in_one_run() {
    if !is_counted_here() {
        return;
    }
    let counts = counts_of(command("hundred"));
    assert_eq!(counts.len(), 100);
    assert!(counts.values().all(Result::is_ok), "{counts:#?}");
}
