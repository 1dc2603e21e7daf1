//! What a fresh process does: it measures the one case it was started for, answers and ends.

use std::env;
use std::io::{self, Read as _, Write as _};
use std::process;
use std::sync::mpsc;
use std::thread;

use super::protocol::{self, Counterpart, Damaged, Request, Task};
use crate::alloc;
use crate::measure::{ReferencedSampler, RoutinePair, RoutineSampler};
use crate::policy;
use crate::routine::Routine;
use crate::samples::samples;
use crate::verdict::paired::{PairedExtent, PairedRound};
use crate::verdict::{Extent, Round};

/// What this process was started for; `None` for a process that nobody started to measure.
///
/// # Errors
///
/// Where the variable holds something else.
pub fn request() -> Result<Option<Request>, Damaged> {
    env::var(policy::FRESH)
        .ok()
        .map(|text| text.parse())
        .transpose()
}

/// What a fresh process may be asked to measure.
pub struct Routines<'a> {
    /// How many inputs the routine takes turns on.
    pub pool: usize,
    /// Starts it.
    pub start: &'a dyn Fn() -> Routine,
    /// Starts what it is measured against, if there is such a thing.
    pub start_counterpart: &'a dyn Fn(Counterpart) -> Option<Routine>,
}

/// Does what was asked for, answers on standard output, and ends this process.
///
/// Written past libtest, which captures what is printed and would have more to say.
pub fn answer(request: &Request, routines: &Routines<'_>) -> ! {
    end_with_host();
    let text = measured(request, routines);
    let mut output = io::stdout().lock();
    let written = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    process::exit(i32::from(written.is_err()));
}

fn measured(request: &Request, routines: &Routines<'_>) -> String {
    let Routines {
        pool,
        start,
        start_counterpart,
    } = *routines;
    let mut routine = match request.injection {
        Some(injection) => injection.into(start()),
        None => start(),
    };
    match request.task {
        Task::Time(measure, limit) => {
            let mut sampler = ReferencedSampler::new(RoutineSampler::new(routine));
            let round = Round::run(&mut sampler, measure, limit, Extent::fresh(measure));
            protocol::round::answer(&sampler.beside(round))
        }
        Task::Pairs(counterpart, limit) => {
            let Some(reference) = start_counterpart(counterpart) else {
                return String::new();
            };
            let mut pair = RoutinePair::new(routine, reference);
            let seed = u64::from(process::id());
            let round = PairedRound::run(&mut pair, limit, PairedExtent::fresh(), seed);
            protocol::pairs::answer(&round)
        }
        Task::Samples(time) => {
            let mut sampler = RoutineSampler::new(routine);
            protocol::samples::answer(&samples(&mut sampler, time.as_duration()))
        }
        Task::Allocations(scope) => {
            protocol::allocations::answer(&alloc::measure(&mut routine, pool, scope))
        }
        Task::CallSites(scope) => {
            protocol::allocations::sites_answer(&alloc::call_sites(&mut routine, scope))
        }
        // Of several cases, which is no matter of one routine.
        Task::Instructions => String::new(),
    }
}

/// Ends this process when its host is gone: standard input is a pipe of which the host has the other end.
pub(crate) fn end_with_host() {
    // Both made before anything is counted.
    let mut input = io::stdin();
    let (begins, begun) = mpsc::channel();
    thread::spawn(move || {
        let mut byte = [0];
        drop(begins);
        while matches!(input.read(&mut byte), Ok(read) if read > 0) {}
        process::exit(1);
    });
    // Ends as the thread lets go of its end.
    let _: Result<(), _> = begun.recv();
}
