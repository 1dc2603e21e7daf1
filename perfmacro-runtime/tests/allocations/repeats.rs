//! The same figures every time, whatever else runs.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::measured::{calling, measured};

fn count_words() -> BTreeMap<String, Vec<usize>> {
    let mut places = BTreeMap::<String, Vec<usize>>::new();
    for (place, word) in black_box("a b c a b a d e f g h a a a")
        .split(' ')
        .enumerate()
    {
        places.entry(word.to_owned()).or_default().push(place);
    }
    places
}

#[test]
fn a_thousand_runs_beside_threads_that_allocate_give_one_figure() {
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut kept = Vec::new();
                while !is_over.load(Ordering::Relaxed) {
                    kept.push(black_box(vec![1_u8; black_box(kept.len() + 1)]));
                    if kept.len() == 1000 {
                        kept = Vec::new();
                    }
                }
            });
        }
        let first = measured(calling!(count_words()));
        let is_one = (1..1000).all(|_| measured(calling!(count_words())) == first);
        is_over.store(true, Ordering::Relaxed);
        assert!(is_one && first.steady.count > 10, "{first:?}");
    });
}
