//! Exact figures of known functions.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hint::black_box;
use std::mem;
use std::rc::Rc;

use perfmacro_runtime::alloc::{self, NotCounted, Scope};
use perfmacro_runtime::routine::{alone, reused};
use perfmacro_runtime::{Case, owned};

use crate::measured::{ENTRY, calling, changing, figures, measured, steady, taking};

#[test]
fn a_result_that_is_returned_is_no_leak() {
    assert_eq!(steady(calling!(String::from("12345"))), [1, 5, 5, 0]);
    assert_eq!(steady(calling!(Box::new([0_u64; 4]))), [1, 32, 32, 0]);
}

#[test]
fn a_result_that_is_dropped_within_counts_all_the_same() {
    assert_eq!(
        steady(calling!(black_box(String::from("12345")).len())),
        [1, 5, 5, 0]
    );
}

#[test]
fn nothing_is_nothing() {
    assert_eq!(steady(calling!(black_box(7_u64).pow(2))), [0; 4]);
    assert_eq!(steady(calling!(Vec::<u64>::new())), [0; 4]);
    assert_eq!(steady(calling!(Box::new(()))), [0; 4]);
}

#[test]
fn a_vector_that_grows_allocates_what_it_comes_to_as_often_as_it_grows() {
    fn grown() -> Vec<u64> {
        let mut grown = Vec::new();
        for number in 0..100 {
            grown.push(black_box(number));
        }
        grown
    }
    // 4, 8, 16, 32, 64 and 128 numbers.
    assert_eq!(steady(calling!(grown())), [6, 1024, 1024, 0]);
    assert_eq!(
        steady(calling!(Vec::<u64>::with_capacity(black_box(100)))),
        [1, 800, 800, 0]
    );
}

#[test]
fn a_vector_that_shrinks_allocates_nothing_for_it() {
    fn shrunk() -> Vec<u8> {
        let mut shrunk = Vec::with_capacity(black_box(100));
        shrunk.push(1);
        shrunk.shrink_to_fit();
        shrunk
    }
    assert_eq!(steady(calling!(shrunk())), [1, 100, 100, 0]);
}

#[test]
fn zeroed_blocks_count() {
    assert_eq!(
        steady(calling!(vec![0_u8; black_box(1000)])),
        [1, 1000, 1000, 0]
    );
}

#[test]
fn what_is_nested_counts_block_by_block() {
    fn nested() -> Vec<Rc<String>> {
        (0..3)
            .map(|_| Rc::new(String::from("1234")))
            .collect::<Vec<_>>()
    }
    let string = size_of::<String>() as u64;
    // With its two counts.
    let shared = 16 + string;
    let bytes = 3 * 8 + 3 * (shared + 4);
    assert_eq!(steady(calling!(nested())), [7, bytes, bytes, 0]);
}

#[test]
fn the_peak_is_of_what_lives_at_once() {
    fn one_after_another() {
        for _ in 0..10 {
            drop(black_box(vec![1_u8; black_box(100)]));
        }
    }
    assert_eq!(steady(calling!(one_after_another())), [10, 1000, 100, 0]);
}

#[test]
fn what_is_forgotten_is_leaked() {
    assert_eq!(
        steady(calling!(mem::forget(black_box(vec![1_u8; black_box(100)])))),
        [1, 100, 100, 100]
    );
    assert_eq!(
        steady(calling!(&*Box::leak(Box::new(black_box(7_u64))))),
        [1, 8, 8, 8]
    );
}

#[test]
fn building_and_dropping_inputs_is_not_the_calls() {
    let length = taking(
        |_, ()| (owned!(vec![String::from("1234")]), ()),
        |(), inputs, calls| {
            calls.make_each(inputs, |(words, ())| words.__perfmacro_take().len());
        },
    );
    assert_eq!(steady(length), [0; 4]);
}

#[test]
fn an_input_that_is_freed_within_hides_no_leak() {
    let leaking = taking(
        |_, ()| (owned!(vec![1_u8; 1000]), ()),
        |(), inputs, calls| {
            calls.make_each(inputs, |(input, ())| {
                drop(input.__perfmacro_take());
                mem::forget(black_box(vec![1_u8; black_box(100)]));
            });
        },
    );
    assert_eq!(steady(leaking), [1, 100, 0, 100]);
}

#[test]
fn an_input_that_is_returned_is_no_leak() {
    let pushed = taking(
        |_, ()| (owned!(vec![1_u8; 8]), ()),
        |(), inputs, calls| {
            calls.make_each(inputs, |(input, ())| {
                let mut input = input.__perfmacro_take();
                input.push(black_box(1));
                input
            });
        },
    );
    assert_eq!(steady(pushed), [1, 8, 8, 0]);
}

#[test]
fn an_input_that_grows_is_no_leak() {
    let pushing = changing(
        |_, ()| vec![1_u8; 8],
        |(), batch, stopwatch| batch.run(stopwatch, |input| input.push(black_box(1))),
    );
    assert_eq!(steady(pushing), [1, 8, 8, 0]);
}

#[test]
fn the_first_call_stands_apart() {
    thread_local! {
        static TABLE: RefCell<HashMap<u64, u64>> = RefCell::new(HashMap::new());
    }
    let found = measured(calling!(
        TABLE.with_borrow_mut(|table| table.insert(black_box(1), 1))
    ));
    assert_eq!(figures(found.steady), [0; 4]);
    assert_eq!(found.first_call.count, 1);
}

#[test]
fn a_state_that_grows_now_and_then_needs_nothing_for_a_call() {
    let pushing = reused(
        &Case::all(&ENTRY)[0],
        alone,
        |_, ()| (Vec::<u64>::with_capacity(3), ()),
        |(), state, owned, calls| {
            calls.make(state, owned, |state, (), outputs| {
                state.push(1);
                outputs.take(String::from("an output to drop"));
            });
        },
    );
    // The output's block only.
    assert_eq!(steady(pushing), [1, 17, 17, 0]);
}

#[test]
fn of_a_pool_the_input_that_needs_most_decides() {
    let mut turn = 0;
    let mut routine: perfmacro_runtime::Routine = Box::new(move |_, stopwatch| {
        turn = (turn + 1) % 3;
        stopwatch.start();
        let output = Vec::<u8>::with_capacity(black_box(turn * 100));
        stopwatch.stop();
        drop(output);
    });
    let found = alloc::measure(&mut routine, 3, Scope::Thread).expect("the allocator counts");
    assert_eq!(figures(found.steady), [1, 200, 200, 0]);
}

#[test]
fn calls_on_other_threads_are_an_error() {
    let mut routine = perfmacro_runtime::threads::fan_out(2, || calling!(String::from("1")));
    assert_eq!(
        alloc::measure(&mut routine, 1, Scope::Thread),
        Err(NotCounted::OtherThreads)
    );
}

#[test]
fn a_call_that_panics_leaves_nobody_counting() {
    let panicked = std::panic::catch_unwind(|| {
        let mut routine: perfmacro_runtime::Routine = Box::new(|_, stopwatch| {
            stopwatch.start();
            panic!("in a call");
        });
        alloc::measure(&mut routine, 1, Scope::Process)
    });
    assert!(panicked.is_err());
    // Would wait for its turn.
    let mut next = calling!(String::from("12345"));
    let found = alloc::measure(&mut next, 1, Scope::Process).expect("the allocator counts");
    assert!(found.steady.count >= 1);
}
