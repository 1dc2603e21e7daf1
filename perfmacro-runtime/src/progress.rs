//! What is being measured just now, told while it takes long.
//!
//! libtest shows nothing of a test that runs, so that a budget of a minute looks like a test that hangs. A
//! thread of this process looks at what is being judged, and tells of what has been for seconds; a
//! verdict that takes a millisecond is never told of.

use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::report;

/// How often the thread looks.
const LOOK: Duration = Duration::from_millis(500);
/// After how long something is told of first; from then on at twice the time.
const FIRST: Duration = Duration::from_secs(2);

static TASKS: Mutex<Vec<Task>> = Mutex::new(Vec::new());

struct Task {
    /// What tells it from the others.
    began: Instant,
    name: String,
    phase: String,
    /// When it is told of next.
    due: Duration,
}

/// A judgement under way; over when it is dropped.
pub struct Progress {
    began: Instant,
    name: String,
}

impl Progress {
    /// Begins to judge what is called `name`, which for now is at `phase`.
    #[must_use]
    pub fn begin(name: String, phase: &str) -> Progress {
        static TELLING: Once = Once::new();
        TELLING.call_once(|| {
            thread::spawn(tell);
        });
        let began = Instant::now();
        tasks().push(Task {
            began,
            name: name.clone(),
            phase: phase.to_owned(),
            due: FIRST,
        });
        Progress { began, name }
    }

    /// What it is at from now on.
    pub fn says(&self, phase: &str) {
        if let Some(task) = tasks().iter_mut().find(|task| self.is(task)) {
            phase.clone_into(&mut task.phase);
        }
    }

    fn is(&self, task: &Task) -> bool {
        task.began == self.began && task.name == self.name
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        tasks().retain(|task| !self.is(task));
    }
}

fn tasks() -> MutexGuard<'static, Vec<Task>> {
    // A list that a panic left is whole.
    TASKS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn tell() {
    loop {
        thread::sleep(LOOK);
        let mut text = String::new();
        for task in tasks().iter_mut() {
            text.extend(task.told(task.began.elapsed()));
        }
        if !text.is_empty() {
            report::show_now(&text);
        }
    }
}

impl Task {
    /// What there is to say after `elapsed`, if it is time.
    fn told(&mut self, elapsed: Duration) -> Option<String> {
        if elapsed < self.due {
            return None;
        }
        self.due = elapsed * 2;
        Some(format!(
            "perfmacro: {} for {} s: {}\n",
            self.name,
            elapsed.as_secs(),
            self.phase
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_long_is_told_less_and_less_often() {
        let mut task = Task {
            began: Instant::now(),
            name: "a::b".to_owned(),
            phase: "first call".to_owned(),
            due: FIRST,
        };
        let told = (0..60)
            .filter_map(|half_seconds| task.told(LOOK * half_seconds))
            .collect::<Vec<_>>();
        assert_eq!(
            told,
            [2, 4, 8, 16].map(|seconds| format!("perfmacro: a::b for {seconds} s: first call\n"))
        );
    }

    #[test]
    fn what_is_over_is_forgotten() {
        let progress = Progress::begin("a::over".to_owned(), "first call");
        progress.says("second call");
        let phases = || {
            let tasks = tasks();
            let found = tasks.iter().filter(|task| task.name == "a::over");
            found.map(|task| task.phase.clone()).collect::<Vec<_>>()
        };
        assert_eq!(phases(), ["second call"]);
        drop(progress);
        assert!(phases().is_empty());
    }
}
