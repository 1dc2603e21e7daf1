//! Whether a thread makes calls just now, as a signal on that thread can ask.

use std::sync::atomic::{AtomicBool, Ordering, compiler_fence};

thread_local! {
    // Nothing to be made at its first use and nothing to be dropped: a signal may come at any time.
    static IS_OPEN: AtomicBool = const { AtomicBool::new(false) };
}

/// What this thread executes from here is calls.
#[inline]
pub(crate) fn open() {
    IS_OPEN.with(|is_open| is_open.store(true, Ordering::Relaxed));
    // Only a signal on this thread looks: the processor shows it everything in order.
    compiler_fence(Ordering::SeqCst);
}

/// From here no more.
#[inline]
pub(crate) fn close() {
    compiler_fence(Ordering::SeqCst);
    IS_OPEN.with(|is_open| is_open.store(false, Ordering::Relaxed));
}

/// Whether the signal came between the two.
pub(super) fn is_open() -> bool {
    IS_OPEN.with(|is_open| is_open.load(Ordering::Relaxed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_a_threads_own() {
        assert!(!is_open());
        open();
        assert!(is_open());
        assert!(!std::thread::spawn(is_open).join().expect("it looks"));
        close();
        assert!(!is_open());
    }
}
