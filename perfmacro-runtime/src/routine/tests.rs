#![expect(
    unused_imports,
    reason = "one of the two that the macro brings, in another crate unseen"
)]

use std::cell::{Cell, RefCell};

use super::*;
use crate::entry::{Entry, Location, Options};
use crate::owned::{Lent, Once};
use crate::variant::Variant;

const fn entry(options: Options) -> Entry {
    Entry {
        module_path: "a",
        name: "x",
        test_module: "perf_x",
        package: None,
        location: Location {
            file: "src/lib.rs",
            line: 1,
            column: 1,
        },
        options,
        variants: const { &[Variant::new(|_| Box::new(|_, _| ()))] },
        is_optimized: || true,
    }
}

fn case() -> Case {
    static ENTRY: Entry = entry(Options::DEFAULT);
    Case::all(&ENTRY)[0]
}

#[test]
fn a_shared_input_serves_the_number_of_calls_asked_for() {
    let mut routine = shared(Cell::new(0), |input, calls| {
        calls.make(input, |input| input.set(input.get() + 1));
        assert_eq!(input.replace(0), 2500);
    });
    routine(2500, &mut Stopwatch::new());
    let mut dropped = shared(Cell::new(0), |input, calls| {
        calls.make(input, |input| {
            input.set(input.get() + 1);
            String::from("an output to drop")
        });
        assert_eq!(input.replace(0), 2500);
    });
    dropped(2500, &mut Stopwatch::new());
}

#[test]
fn an_output_may_borrow_from_the_input() {
    let mut words = shared(String::from("a b"), |input, calls| {
        calls.make(input, |input| input.split(' ').collect::<Vec<&str>>());
    });
    words(10, &mut Stopwatch::new());
    let mut references = exclusive(
        &case(),
        alone,
        |_, ()| vec![1, 2],
        |(), batch, stopwatch| batch.run(stopwatch, |input| input.iter_mut().collect::<Vec<_>>()),
    );
    references(10, &mut Stopwatch::new());
}

#[test]
fn every_call_has_an_input_of_its_own_and_all_are_dropped() {
    thread_local! {
        static BUILT: Cell<usize> = const { Cell::new(0) };
        static DROPPED: Cell<usize> = const { Cell::new(0) };
    }
    struct Counted;
    impl Drop for Counted {
        fn drop(&mut self) {
            DROPPED.set(DROPPED.get() + 1);
        }
    }
    let build = |_: &Case, (): &()| {
        BUILT.set(BUILT.get() + 1);
        crate::owned!(Counted)
    };
    let mut routine = calls(&case(), alone, build, |(), inputs, calls| {
        calls.make_each(inputs, Once::__perfmacro_take);
    });
    routine(5000, &mut Stopwatch::new());
    assert_eq!((BUILT.get(), DROPPED.get()), (5000, 5000));
    let mut routine = exclusive(&case(), alone, build, |(), batch, stopwatch| {
        batch.run(stopwatch, |input| input.__perfmacro_take());
    });
    routine(500, &mut Stopwatch::new());
    assert_eq!((BUILT.get(), DROPPED.get()), (5500, 5500));
}

#[test]
fn a_copy_serves_every_call() {
    thread_local! {
        static BUILT: Cell<u64> = const { Cell::new(0) };
        static SUM: Cell<u64> = const { Cell::new(0) };
    }
    let build = |_: &Case, (): &()| {
        BUILT.set(BUILT.get() + 1);
        (Lent(vec![1_u64]), (crate::owned!(2_u64), ()))
    };
    let mut routine = calls(&case(), alone, build, |(), inputs, calls| {
        calls.make_each(inputs, |(lent, (copied, ()))| {
            SUM.set(SUM.get() + lent.0[0] + copied.__perfmacro_take());
        });
    });
    routine(1000, &mut Stopwatch::new());
    assert_eq!((BUILT.get(), SUM.get()), (1, 3000));
}

#[test]
fn a_pool_takes_turns() {
    static POOLED: Entry = entry(Options {
        pool: 3,
        ..Options::DEFAULT
    });
    thread_local! {
        static SEEN: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
    }
    let case = Case::all(&POOLED)[0];
    let turns = |first: u64, second: u64, third: u64| [first, second, third, first, second];
    let seeds = [0, 1, 2].map(|draw| case.with_draw(draw).seed());
    let expected = turns(seeds[0], seeds[1], seeds[2]);

    let mut lent = calls(
        &case,
        alone,
        |case, ()| Lent(case.seed()),
        |(), inputs, calls| {
            calls.make_pooled(inputs, |Lent(seed)| {
                SEEN.with_borrow_mut(|seen| seen.push(*seed));
            });
        },
    );
    lent(5, &mut Stopwatch::new());
    assert_eq!(SEEN.take(), expected);
    // The turn goes on, also where each call is asked for by itself.
    for _ in 0..2 {
        lent(1, &mut Stopwatch::new());
    }
    lent(3, &mut Stopwatch::new());
    assert_eq!(
        SEEN.take(),
        [seeds[2], seeds[0], seeds[1], seeds[2], seeds[0]]
    );

    let mut kept = calls(
        &case,
        alone,
        |case, ()| Lent(case.seed()),
        |(), inputs, calls| {
            calls.make_pooled(inputs, |Lent(seed)| {
                SEEN.with_borrow_mut(|seen| seen.push(*seed));
                String::from("an output to drop")
            });
        },
    );
    kept(5, &mut Stopwatch::new());
    assert_eq!(SEEN.take(), expected);
    kept(2, &mut Stopwatch::new());
    assert_eq!(SEEN.take(), [seeds[2], seeds[0]]);

    let mut exclusive = exclusive(
        &case,
        alone,
        |case, ()| case.seed(),
        |(), batch, stopwatch| {
            batch.run(stopwatch, |seed| {
                SEEN.with_borrow_mut(|seen| seen.push(*seed));
            });
        },
    );
    exclusive(5, &mut Stopwatch::new());
    assert_eq!(SEEN.take(), expected);
}

#[test]
fn a_reused_state_stays_and_what_is_taken_is_cloned() {
    thread_local! {
        static LENGTHS: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
    }
    let mut routine = reused(
        &case(),
        alone,
        |_, ()| (Vec::new(), (crate::owned!(String::from("a")), ())),
        |(), state: &mut Vec<String>, owned, calls| {
            calls.make(state, owned, |state, (text, ()), outputs| {
                state.push(text.__perfmacro_take());
                LENGTHS.with_borrow_mut(|lengths| lengths.push(state.len()));
                outputs.take(state.last_mut());
            });
        },
    );
    routine(3, &mut Stopwatch::new());
    routine(2, &mut Stopwatch::new());
    assert_eq!(LENGTHS.take(), [1, 2, 3, 4, 5]);
}

#[test]
fn a_drop_is_outside_the_timing_also_where_outputs_cannot_be_kept() {
    let mut stopwatch = Stopwatch::new();
    stopwatch.start();
    let repeats = Repeats {
        iterations: 0,
        stopwatch: &mut stopwatch,
    };
    repeats.make(&mut (), &[()], |(), (), outputs| {
        outputs.take(String::new());
    });
    assert!(!stopwatch.is_running());
}
