//! What fresh processes measure: this executable run again, for one case; where it is about time, while nothing
//! else on the machine measures in the same way.
//!
//! A [`Host`] is the process that judges. It starts guests: the same test executable with `--exact` and the
//! test's name, or the same suite, with a [`Request`] in the environment. [`guest`] is what those do.

mod guest;
mod lock;
mod process;
mod protocol;

use std::env;
use std::fmt;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::alloc::{CallSites, Measured, NotCounted};
use crate::policy;
use crate::progress::Progress;
use crate::reference::Readings;
use crate::time::Picoseconds;
use crate::verdict::paired::{FreshPairs, PairedRound};
use crate::verdict::{Doubt, FreshRound, FreshRounds};

pub(crate) use guest::end_with_host;
pub use guest::{Routines, answer, request};
pub use lock::{LockError, MachineLock, Patience};
pub use process::ProcessError;
pub(crate) use process::run_to_any_end;
pub use protocol::{Counterpart, Damaged, Request, Task};

/// What a guest needs beside the time its calls take: to start, to build its input, to measure.
const ALLOWANCE: Duration = Duration::from_secs(15);

/// The process that judges, as a source of fresh rounds.
pub struct Host<'a> {
    request: Request,
    /// The arguments with which this executable comes to the case again.
    arguments: Vec<String>,
    /// When this process began with the case.
    began: Instant,
    /// How long one call takes at most, its input included: what this process took for all of its own.
    call: Duration,
    progress: &'a Progress,
    lock: Option<MachineLock>,
    lock_path: PathBuf,
    rounds: usize,
}

impl<'a> Host<'a> {
    /// A host that has not yet asked for its turn. To be made before this process builds an input and
    /// measures: what that takes bounds what a guest may.
    #[must_use]
    pub fn new(request: Request, arguments: Vec<String>, progress: &'a Progress) -> Host<'a> {
        Host {
            request,
            arguments,
            began: Instant::now(),
            call: Duration::ZERO,
            progress,
            lock: None,
            lock_path: lock::path(),
            rounds: 0,
        }
    }

    /// How long a guest may take: a call may well be several times slower on a machine that is busy.
    fn longest(&self) -> Duration {
        ALLOWANCE + self.call * 4
    }

    /// Waits until nothing else on this machine measures for corroboration.
    fn take_turn(&mut self) -> Result<(), Doubt> {
        self.call = self.began.elapsed();
        let holder = format!("process {} ({})", std::process::id(), self.request.case);
        self.progress.says("waiting for its turn to measure");
        // Five guests, the pauses between them, and as much again.
        let takes = self.longest() * 6;
        let lock = MachineLock::acquire(&self.lock_path, &holder, takes, Patience::DEFAULT)
            .map_err(|error| Doubt::NoTurn(error.to_string()))?;
        self.lock = Some(lock);
        Ok(())
    }

    /// Samples of the routine in a fresh process, which takes them for about `time`. It waits for no turn: a suite
    /// that nothing else measures beside has it, and one that has company is disturbed as a whole.
    ///
    /// # Errors
    ///
    /// Where there is no answer.
    pub fn samples(&mut self, time: Duration) -> Result<Vec<Picoseconds>, NoAnswer> {
        // Building an input may take long, and nobody knows yet how long.
        self.ask(ALLOWANCE * 4 + time * 4, protocol::samples::read_answer)
    }

    /// What the routine allocates in a fresh process, which makes `calls` calls; one took `call`.
    ///
    /// # Errors
    ///
    /// Where there is no answer; and inside, why nothing was counted.
    pub fn allocations(
        &mut self,
        call: Duration,
        calls: u32,
    ) -> Result<Result<Measured, NotCounted>, Doubt> {
        self.ask(
            ALLOWANCE + call * 4 * calls,
            protocol::allocations::read_answer,
        )
        .map_err(Doubt::from)
    }

    /// Where the routine allocates in a fresh process, of which one call took `call`.
    ///
    /// # Errors
    ///
    /// As [`allocations`](Self::allocations).
    pub fn call_sites(&mut self, call: Duration) -> Result<Result<CallSites, NotCounted>, Doubt> {
        self.ask(ALLOWANCE + call * 4, protocol::allocations::read_sites)
            .map_err(Doubt::from)
    }

    /// What a fresh process answers, as `read` understands it.
    fn ask<T>(
        &mut self,
        longest: Duration,
        read: fn(&str) -> Result<T, Damaged>,
    ) -> Result<T, NoAnswer> {
        self.rounds += 1;
        self.progress
            .says(&format!("measuring in fresh process {}", self.rounds));
        let mut command = self.command().map_err(NoAnswer)?;
        let printed =
            process::run(&mut command, longest).map_err(|error| NoAnswer(error.to_string()))?;
        read(&printed).map_err(|Damaged| NoAnswer("it ended without an answer".to_owned()))
    }

    /// This executable once more; where it cannot be, why.
    fn command(&self) -> Result<Command, String> {
        let executable = env::current_exe().map_err(|error| error.to_string())?;
        if !executable.exists() {
            return Err(
                "this executable is not where it was: was it built anew meanwhile?".to_owned(),
            );
        }
        let mut command = Command::new(executable);
        command
            .args(&self.arguments)
            .env(policy::FRESH, self.request.to_string())
            // A trace of a panic is many lines, of which one is told.
            .env("RUST_BACKTRACE", "0");
        Ok(command)
    }
}

/// Why a fresh process told nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAnswer(String);

impl fmt::Display for NoAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for NoAnswer {}

impl From<NoAnswer> for Doubt {
    fn from(NoAnswer(reason): NoAnswer) -> Doubt {
        Doubt::NoProcess(reason)
    }
}

impl FreshPairs for Host<'_> {
    fn begin(&mut self) -> Result<(), Doubt> {
        self.take_turn()
    }

    fn pairs(&mut self, pause: Duration) -> Result<PairedRound, Doubt> {
        thread::sleep(pause);
        self.ask(self.longest(), protocol::pairs::read_answer)
            .map_err(Doubt::from)
    }
}

impl FreshRounds for Host<'_> {
    fn begin(&mut self) -> Result<(), Doubt> {
        self.take_turn()
    }

    fn round(&mut self, pause: Duration) -> Result<FreshRound, Doubt> {
        thread::sleep(pause);
        self.ask(self.longest(), protocol::round::read_answer)
            .map_err(Doubt::from)
    }

    fn fastest(&mut self, seen: Readings) -> Readings {
        self.lock.as_mut().map_or(seen, |lock| lock.fastest(seen))
    }
}
