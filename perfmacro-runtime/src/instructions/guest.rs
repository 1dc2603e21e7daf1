//! What the process under callgrind does: it makes the calls of every case, tells how they went and ends.

use std::any::Any;
use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::process;
use std::thread;

use super::client_request;
use super::collector::Collector;
use super::protocol::{Dump, Line};
use crate::case::Case;
use crate::fault::Injection;
use crate::fresh;
use crate::routine::Routine;
use crate::stopwatch::Stopwatch;

/// How many windows each input gets.
const WINDOWS: usize = 3;

/// A case to count, and what is put into each of its calls.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// The case.
    pub case: Case,
    /// The fault, if there is one.
    pub injection: Option<Injection>,
}

/// Makes calls of every case in windows that callgrind counts, tells of it on standard output, and ends this
/// process: with 0 where it came to the end, whatever became of single cases.
///
/// Written past libtest, which captures what is printed and would have more to say.
pub fn answer(subjects: &[Subject]) -> ! {
    fresh::end_with_host();
    if !client_request::is_running_on_valgrind() {
        // The host was not asked, or runs something else by the name of valgrind.
        process::exit(2);
    }
    for (place, subject) in subjects.iter().enumerate() {
        say(&Line::Case(place, subject.case.to_string()));
    }
    client_request::start_instrumentation();
    // Threads of ours do not panic: what they run is the stopwatch.
    let _ = thread::spawn(count_empty).join();
    for (place, subject) in subjects.iter().enumerate() {
        say(&Line::Begun(place));
        say(&count_case(place, *subject));
    }
    say(&Line::End);
    process::exit(0);
}

/// What reaching a stopwatch costs, as often as any input's call.
fn count_empty() {
    let mut empty: Routine = Box::new(|_, stopwatch| {
        stopwatch.start();
        stopwatch.stop();
    });
    // The first fills the simulated caches.
    for _ in 0..=WINDOWS {
        collect(&mut empty);
        client_request::dump_statistics(&Dump::Empty.to_string());
    }
}

/// Counts calls of a case, on a thread of its own: what is on its stack is then where it always is, however
/// long this process's environment is. It also ends whatever a panic leaves behind.
fn count_case(place: usize, subject: Subject) -> Line {
    let counted = thread::spawn(move || count_calls(place, subject)).join();
    match counted {
        Ok(line) => line,
        Err(payload) => {
            // What was collected until the panic is nobody's.
            client_request::zero_statistics();
            Line::Panicked(place, message(payload.as_ref()))
        }
    }
}

fn count_calls(place: usize, Subject { case, injection }: Subject) -> Line {
    let mut routine = match injection {
        Some(injection) => injection.into(case.start()),
        None => case.start(),
    };
    // To fill what is filled once, and to warm up; and whole turns, so that the next call is on the first input.
    let warm_up = if case.pool() == 1 { 2 } else { case.pool() };
    for _ in 0..warm_up {
        let mut stopwatch = Stopwatch::new();
        routine(1, &mut stopwatch);
        if stopwatch.others().is_some() {
            return Line::OtherThreads(place);
        }
    }
    for _ in 0..WINDOWS {
        for input in 0..case.pool() {
            let dump = Dump::Call {
                case: place,
                input,
                windows: collect(&mut routine),
            };
            client_request::dump_statistics(&dump.to_string());
        }
    }
    Line::Counted(place)
}

/// Makes one call, of which callgrind counts what is in its windows; how many there were.
fn collect(routine: &mut Routine) -> u64 {
    let mut stopwatch = Stopwatch::collecting(Collector::Callgrind);
    let called = panic::catch_unwind(AssertUnwindSafe(|| routine(1, &mut stopwatch)));
    // Where the call panicked the stopwatch still runs.
    stopwatch.stop();
    if let Err(payload) = called {
        panic::resume_unwind(payload);
    }
    stopwatch.windows()
}

fn message(payload: &(dyn Any + Send)) -> String {
    payload
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| {
            payload
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
        })
        .unwrap_or_else(|| "a value that is no text".to_owned())
}

/// Says a line at once: the next call may end the process. Where nobody listens, there is nothing to be done.
fn say(line: &Line) {
    let mut output = io::stdout().lock();
    let written = output
        .write_all(line.to_string().as_bytes())
        .and_then(|()| output.flush());
    if written.is_err() {
        process::exit(1);
    }
}
