//! Where allocations come from.

use std::hint::black_box;
use std::mem;

use perfmacro_runtime::alloc::{self, CallSites, Scope};

use crate::measured::calling;

#[inline(never)]
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::with_capacity(4);
    for word in text.split(' ') {
        words.push(word.to_owned());
    }
    words
}

const FIRST: u32 = line!() - 8;

fn sites(mut routine: perfmacro_runtime::Routine) -> CallSites {
    alloc::measure(&mut routine, 1, Scope::Thread).expect("the allocator counts");
    alloc::call_sites(&mut routine, Scope::Thread).expect("the allocator counts")
}

#[test]
fn sites_are_the_users_lines_those_with_most_blocks_first() {
    let found = sites(calling!(words(black_box("a bc def"))));
    assert_eq!(found.untraced, 0);
    for site in &found.sites {
        assert!(site.function.ends_with("words"), "{site}");
    }
    if found.are_without_lines() {
        // A release build, in which a function is one site.
        assert_eq!((found.sites.len(), found.sites[0].count), (1, 4));
        return;
    }
    let told = found
        .sites
        .iter()
        .map(|site| {
            (
                site.place.as_ref().map(|(_, line)| *line),
                site.count,
                site.bytes,
            )
        })
        .collect::<Vec<_>>();
    let capacity = 4 * size_of::<String>() as u64;
    assert_eq!(
        told,
        [(Some(FIRST + 3), 3, 6), (Some(FIRST + 1), 1, capacity)],
        "{found:#?}"
    );
    for site in &found.sites {
        let (file, _) = site.place.as_ref().expect("a test has lines");
        assert!(file.ends_with("sites.rs"), "{site}");
    }
}

#[test]
fn what_leaks_is_told_by_its_site() {
    fn leak() {
        drop(black_box(vec![1_u8; black_box(10)]));
        mem::forget(black_box(vec![1_u8; black_box(20)]));
    }
    let found = sites(calling!(leak()));
    let leaked = found
        .sites
        .iter()
        .map(|site| site.leaked)
        .collect::<Vec<_>>();
    let expected = if found.are_without_lines() {
        &[20][..]
    } else {
        &[20, 0]
    };
    assert_eq!(leaked, expected, "{found:#?}");
}

#[test]
fn a_great_many_allocations_are_told_by_the_first_of_them() {
    fn many() {
        for _ in 0..10_010 {
            drop(black_box(vec![1_u8; black_box(10)]));
        }
    }
    let found = sites(calling!(many()));
    assert_eq!((found.sites[0].count, found.untraced), (10_000, 10));
}

#[test]
fn a_call_that_traces_itself_is_traced() {
    // The library holds its own lock while it allocates for this.
    let found = sites(calling!(
        std::backtrace::Backtrace::force_capture().to_string()
    ));
    assert!(!found.sites.is_empty());
}
