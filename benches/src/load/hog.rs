//! What a process beside the judged function does, until who started it is gone.

use std::hint::black_box;
use std::io::{self, Read as _, Write as _};
use std::process;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::Hog;

/// 64 MiB of `u64`; a power of two.
const LENGTH: usize = 1 << 23;
/// One MiB of them.
const CHUNK: usize = 1 << 17;
/// Loads in a walk that take about as long as streaming over a MiB.
const STEPS: usize = 2_000;
/// How long a burst and the rest behind it are.
const BURST: Duration = Duration::from_millis(300);

/// Loads the machine for ever. Says a line once it does.
pub(super) fn run(hog: Hog) -> ! {
    end_with_parent();
    match hog {
        Hog::Busy => {
            say_ready();
            compute();
        }
        Hog::Memory => {
            let mut memory = Memory::new();
            say_ready();
            loop {
                memory.stream();
                memory.walk();
            }
        }
        Hog::Bursts => {
            let mut memory = Memory::new();
            say_ready();
            loop {
                if is_burst() {
                    memory.stream();
                } else {
                    thread::sleep(Duration::from_millis(1));
                }
            }
        }
    }
}

/// Ends this process when its standard input ends: that is a pipe of which the parent has the other end,
/// however the parent ends.
fn end_with_parent() {
    thread::spawn(|| {
        let mut byte = [0];
        while matches!(io::stdin().read(&mut byte), Ok(read) if read > 0) {}
        process::exit(0);
    });
}

fn say_ready() {
    // Who does not listen is gone, and this process with it.
    let _ = io::stdout().write_all(b"ready\n");
}

fn compute() -> ! {
    let mut state = 1_u64;
    loop {
        for _ in 0..10_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005) ^ 1;
        }
        state = black_box(state);
    }
}

/// By the clock on the wall, so that all processes burst together.
fn is_burst() -> bool {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    (now.as_millis() / BURST.as_millis()).is_multiple_of(2)
}

struct Memory {
    words: Vec<u64>,
    chunk: usize,
    place: usize,
}

impl Memory {
    fn new() -> Memory {
        let words = (0..LENGTH as u64)
            .map(|word| word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20)
            .collect();
        Memory {
            words,
            chunk: 0,
            place: 0,
        }
    }

    /// Reads and writes the next MiB.
    fn stream(&mut self) {
        for word in &mut self.words[self.chunk * CHUNK..][..CHUNK] {
            *word = word.wrapping_add(1);
        }
        self.chunk = (self.chunk + 1) % (LENGTH / CHUNK);
        black_box(&mut self.words);
    }

    /// Loads that wait for each other.
    fn walk(&mut self) {
        for step in 0..STEPS {
            let word = self.words[self.place];
            let word = usize::try_from(word).unwrap_or_default();
            self.place = (word ^ self.place.rotate_left(7) ^ step) & (LENGTH - 1);
        }
        self.place = black_box(self.place);
    }
}
