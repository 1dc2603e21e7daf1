//! A process of one of the builds: it takes orders, and answers with times.
//!
//! Input: lines of standard input, each a function's number and how many calls to make. Output: a line each,
//! with the picoseconds that one took.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use perfmacro_runtime::Stopwatch;

use crate::functions::Function;

/// What a contender is started with.
pub(crate) const ARGUMENT: &str = "--contender";

/// What a contender does. It ends where its input does, and panics on an order that is none.
pub(crate) fn answer() {
    let mut routines = Function::ALL.map(|function| (function.start)());
    for line in io::stdin().lines() {
        let line = line.expect("a line");
        let (function, calls) = line.split_once(' ').expect("two numbers");
        let routine = &mut routines[function.parse::<usize>().expect("a number")];
        let calls = calls.parse::<u64>().expect("a number");
        let mut stopwatch = Stopwatch::new();
        routine(calls, &mut stopwatch);
        let each = stopwatch.elapsed().as_nanos() * 1000 / u128::from(calls);
        println!("{each}");
    }
}

/// A contender that was started.
pub(crate) struct Contender {
    process: Child,
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Contender {
    /// Starts one of the build at `executable`.
    pub(crate) fn start(executable: &Path) -> Result<Contender, String> {
        let mut process = Command::new(executable)
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot start {}: {error}", executable.display()))?;
        let orders = process.stdin.take();
        let answers = BufReader::new(process.stdout.take().expect("it is piped"));
        Ok(Contender {
            process,
            orders,
            answers,
        })
    }

    /// Nanoseconds of one call, from so many of them.
    pub(crate) fn call(&mut self, function: usize, calls: u64) -> Result<f64, String> {
        let orders = self.orders.as_mut().expect("there until it is dropped");
        let no_answer = |error: &dyn std::fmt::Display| format!("no answer: {error}");
        writeln!(orders, "{function} {calls}").map_err(|error| no_answer(&error))?;
        let mut answer = String::new();
        self.answers
            .read_line(&mut answer)
            .map_err(|error| no_answer(&error))?;
        let picoseconds = answer
            .trim()
            .parse::<f64>()
            .map_err(|error| no_answer(&error))?;
        Ok(picoseconds / 1000.0)
    }
}

/// Ends it.
impl Drop for Contender {
    fn drop(&mut self) {
        self.orders = None;
        // It ended well or was told of before.
        let _ = self.process.wait();
    }
}
