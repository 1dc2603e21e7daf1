//! What a fresh process does: it measures the one case it was started for, answers and ends.

use std::env;
use std::io::{self, Read as _, Write as _};
use std::process;
use std::thread;

use super::protocol::{self, Damaged, Request};
use crate::measure::{ReferencedSampler, RoutineSampler};
use crate::policy;
use crate::routine::Routine;
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

/// Measures what was asked for, answers on standard output, and ends this process.
///
/// Written past libtest, which captures what is printed and would have more to say.
pub fn answer(request: &Request, start: impl FnOnce() -> Routine) -> ! {
    end_with_host();
    let mut sampler = ReferencedSampler::new(RoutineSampler::new(start()));
    let extent = Extent::fresh(request.measure);
    let round = Round::run(&mut sampler, request.measure, request.limit, extent);
    let text = protocol::answer(&sampler.beside(round));
    let mut output = io::stdout().lock();
    let written = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    process::exit(i32::from(written.is_err()));
}

/// Ends this process when its host is gone: standard input is a pipe of which the host has the other end.
fn end_with_host() {
    thread::spawn(|| {
        let mut byte = [0];
        while matches!(io::stdin().read(&mut byte), Ok(read) if read > 0) {}
        process::exit(1);
    });
}
