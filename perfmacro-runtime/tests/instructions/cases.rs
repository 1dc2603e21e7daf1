//! The functions that are counted, as entries with a variant each.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::process;

use perfmacro_runtime::entry::{Entry, Location, Options, Sizes};
use perfmacro_runtime::routine::{self, Calls, alone};
use perfmacro_runtime::{Case, Routine, Variant, owned, threads};

/// The entry of this name.
pub(crate) fn named(set: &str) -> &'static Entry {
    match set {
        "known" => &KNOWN,
        "pooled" => &POOLED,
        "hundred" => &HUNDRED,
        "exiting" => &EXITING,
        "hanging" => &HANGING,
        "unknown instruction" => &UNKNOWN_INSTRUCTION,
        _ => panic!("there is no set {set}"),
    }
}

const fn entry(options: Options, variants: &'static [Variant]) -> Entry {
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
        variants,
        is_optimized: || true,
    }
}

/// A function without parameters, as the attribute makes it a routine.
macro_rules! calling {
    ($name:literal, $call:expr) => {
        Variant::new(|_| routine::shared((), |input, calls| calls.make(input, |()| $call)))
            .argument($name)
    };
}

#[inline(never)]
fn count_to(times: u64) {
    for number in 0..times {
        black_box(number);
    }
}

fn words() -> BTreeMap<String, Vec<usize>> {
    let mut places = BTreeMap::<String, Vec<usize>>::new();
    for (place, word) in black_box("a b c a b a d e f g h a a a")
        .split(' ')
        .enumerate()
    {
        places.entry(word.to_owned()).or_default().push(place);
    }
    places
}

/// Takes as long to drop as it is told.
struct SlowToDrop(u64);

impl Drop for SlowToDrop {
    fn drop(&mut self) {
        count_to(self.0);
    }
}

/// A cheap call on an input of which building and dropping are not.
fn on_a_dear_input(_: &Case) -> Routine {
    let case = Case::all(&KNOWN)[0];
    routine::calls(
        &case,
        alone,
        |_, ()| {
            count_to(100_000);
            owned!(SlowToDrop(black_box(100_000)))
        },
        |(), inputs, calls: Calls<'_>| {
            calls.make_each(inputs, owned::Once::__perfmacro_take);
        },
    )
}

/// Calls of which each result is dropped while the stopwatch stands.
fn on_a_reused_state(_: &Case) -> Routine {
    let case = Case::all(&KNOWN)[0];
    routine::reused(
        &case,
        alone,
        |_, ()| (0_u64, ()),
        |(), state, owned, repeats| {
            repeats.make(state, owned, |state, (), outputs| {
                *state += 1;
                count_to(100);
                outputs.take(SlowToDrop(100_000));
            });
        },
    )
}

thread_local! {
    static CALLS: Cell<u64> = const { Cell::new(0) };
}

/// Every call but the second to fourth does more.
fn now_and_then() {
    let call = CALLS.get() + 1;
    CALLS.set(call);
    count_to(if call == 4 { 100 } else { 1_000 });
}

static KNOWN: Entry = entry(
    Options::DEFAULT,
    &[
        calling!("nothing", ()),
        calling!("loop 100", count_to(black_box(100))),
        calling!("loop 200", count_to(black_box(200))),
        calling!("loop 1100", count_to(black_box(1100))),
        calling!("words", words()),
        calling!("output", SlowToDrop(black_box(100_000))),
        calling!("panic", panic!("damaged")),
        calling!("now and then", now_and_then()),
        Variant::new(|_| {
            count_to(100_000);
            panic!("no input")
        })
        .argument("no input"),
        Variant::new(|_| {
            threads::fan_out(2, || {
                routine::shared((), |input, calls| calls.make(input, |()| count_to(100)))
            })
        })
        .argument("threads"),
        Variant::new(on_a_dear_input).argument("dear input"),
        Variant::new(on_a_reused_state).argument("reused state"),
        calling!("loop 100 again", count_to(black_box(100))),
    ],
);

/// Of three inputs each call is on the next, and the second needs most.
static POOLED: Entry = entry(
    Options {
        pool: 3,
        ..Options::DEFAULT
    },
    &[Variant::new(|case| {
        routine::calls(
            case,
            alone,
            |case, ()| {
                let draws = Case::all(&POOLED)[0];
                let second = draws.seed().wrapping_add(0xD1B5_4A32_D192_ED03);
                Times(if case.seed() == second { 1_100 } else { 100 })
            },
            |(), inputs, calls: Calls<'_>| {
                calls.make_pooled(inputs, |times| count_to(times.0));
            },
        )
    })
    .argument("pooled")],
);

struct Times(u64);

impl owned::Reusable for Times {
    const REUSABLE: bool = true;
}

static HUNDRED: Entry = entry(
    Options {
        sizes: Sizes::List(&SIZES),
        ..Options::DEFAULT
    },
    &[Variant::new(|case| {
        routine::shared(case.size(), |size, calls| {
            calls.make(size, |size| {
                let mut numbers = (0..*size as u64).rev().collect::<Vec<_>>();
                numbers.sort_unstable();
                numbers
            });
        })
    })],
);

const SIZES: [usize; 100] = {
    let mut sizes = [0; 100];
    let mut place = 0;
    while place < 100 {
        sizes[place] = place + 1;
        place += 1;
    }
    sizes
};

static EXITING: Entry = entry(
    Options::DEFAULT,
    &[
        calling!("before", count_to(black_box(100))),
        calling!("exit", process::exit(3)),
        calling!("behind", count_to(black_box(100))),
    ],
);

static HANGING: Entry = entry(
    Options::DEFAULT,
    &[
        calling!("before", count_to(black_box(100))),
        calling!(
            "hang",
            std::thread::sleep(std::time::Duration::from_secs(600))
        ),
    ],
);

static UNKNOWN_INSTRUCTION: Entry = entry(
    Options::DEFAULT,
    &[
        calling!("before", count_to(black_box(100))),
        calling!("unknown", unknown_instruction()),
    ],
);

/// Not executed anywhere, whatever is known.
fn unknown_instruction() {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: It ends the process, by what it is there for.
    unsafe {
        std::arch::asm!("ud2");
    }
    #[cfg(not(target_arch = "x86_64"))]
    process::abort();
}
