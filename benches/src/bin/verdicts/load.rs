//! Threads that keep the cores busy.

use std::hint;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

/// Busy threads, until they are stopped.
pub(crate) struct Load {
    is_stopped: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Load {
    pub(crate) fn start(threads: usize) -> Load {
        let is_stopped = Arc::new(AtomicBool::new(false));
        let spin = |is_stopped: Arc<AtomicBool>| {
            move || {
                let mut state = 1_u64;
                while !is_stopped.load(Ordering::Relaxed) {
                    for _ in 0..10_000 {
                        state = hint::black_box(state.wrapping_mul(6_364_136_223_846_793_005));
                    }
                }
            }
        };
        let threads = (0..threads)
            .map(|_| thread::spawn(spin(Arc::clone(&is_stopped))))
            .collect();
        Load {
            is_stopped,
            threads,
        }
    }

    pub(crate) fn stop(self) {
        self.is_stopped.store(true, Ordering::Relaxed);
        for thread in self.threads {
            thread.join().expect("a spinning thread does not panic");
        }
    }
}
