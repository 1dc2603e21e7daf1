//! Whose allocations count.

use std::hint::black_box;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use perfmacro_runtime::alloc::{self, Scope};

use crate::measured::{calling, figures};

/// A thread that does what it is told, and the way to tell it.
fn tell(job: fn()) {
    type Job = (fn(), Sender<()>);
    static WORKER: Mutex<Option<Sender<Job>>> = Mutex::new(None);
    let mut worker = WORKER.lock().expect("no job panics");
    let worker = worker.get_or_insert_with(|| {
        let (tell, told) = channel::<Job>();
        thread::spawn(move || {
            for (job, done) in told {
                job();
                done.send(()).expect("the teller waits");
            }
        });
        tell
    });
    let (done, is_done) = channel();
    worker.send((job, done)).expect("the worker is there");
    is_done.recv().expect("the worker answers");
}

/// Of the tests with large blocks: in the scope of the process one would see those of another.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn allocate_a_lot() {
    drop(black_box(vec![1_u8; black_box(10_000_000)]));
}

#[test]
fn what_another_thread_allocates_counts_for_the_process_and_not_for_the_thread() {
    let _turn = turn();
    let of = |scope| {
        let mut told = calling!(tell(allocate_a_lot));
        let found = alloc::measure(&mut told, 1, scope).expect("the allocator counts");
        found.steady
    };
    let of_thread = of(Scope::Thread);
    // The channels' own.
    assert!(of_thread.bytes < 100_000, "{of_thread:?}");
    // Other tests run meanwhile, and count too: what they free of theirs lowers the peak.
    let of_process = of(Scope::Process);
    assert!(of_process.bytes >= 10_000_000, "{of_process:?}");
    assert!(of_process.peak >= 5_000_000, "{of_process:?}");
    assert!(of_process.count > of_thread.count, "{of_process:?}");
}

#[test]
fn what_another_thread_frees_is_left_behind_for_the_thread_alone() {
    static PLACE: Mutex<Option<Vec<u8>>> = Mutex::new(None);
    fn hand_over() {
        *PLACE.lock().expect("nobody panics") = Some(vec![1; black_box(5_000_000)]);
        tell(|| drop(PLACE.lock().expect("nobody panics").take()));
    }
    let _turn = turn();
    let of = |scope| {
        let mut handing = calling!(hand_over());
        let found = alloc::measure(&mut handing, 1, scope).expect("the allocator counts");
        found.steady.leaked
    };
    assert!(of(Scope::Thread) >= 5_000_000);
    assert!(of(Scope::Process) < 2_500_000);
}

#[test]
fn a_thread_that_starts_and_ends_meanwhile_counts_to_its_end() {
    struct Late(Vec<u8>);
    impl Drop for Late {
        fn drop(&mut self) {
            drop(black_box(vec![1_u8; self.0.len() + 300_000]));
        }
    }
    thread_local! {
        static LATE: Late = Late(vec![1; black_box(300_000)]);
    }
    fn come_and_go() {
        let thread = thread::spawn(|| LATE.with(|late| late.0.len()));
        thread.join().expect("nobody panics");
    }
    let _turn = turn();
    let mut coming = calling!(come_and_go());
    let found = alloc::measure(&mut coming, 1, Scope::Process).expect("the allocator counts");
    assert!(found.steady.bytes >= 900_000, "{found:?}");
}

#[test]
fn two_threads_count_at_once_and_each_its_own() {
    thread::scope(|scope| {
        for size in [100_u64, 200, 300, 400] {
            scope.spawn(move || {
                let mut routine: perfmacro_runtime::Routine = Box::new(move |_, stopwatch| {
                    let size = usize::try_from(size).expect("small");
                    stopwatch.start();
                    let output = vec![1_u8; black_box(size)];
                    stopwatch.stop();
                    drop(output);
                });
                for _ in 0..100 {
                    let found = alloc::measure(&mut routine, 1, Scope::Thread)
                        .expect("the allocator counts");
                    assert_eq!(figures(found.steady), [1, size, size, 0]);
                }
            });
        }
    });
}
