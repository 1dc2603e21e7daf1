//! A timer that interrupts this process while it runs, and what its signal sees.
//!
//! The timer is `ITIMER_PROF`, which runs while a processor works for this process, whichever thread it is on: a call that
//! waits is not seen waiting. The system ends it at its own ticks, so that there are as many samples a second as it has
//! ticks (250 on most Linux), or [`HERTZ`] where that is less.
//!
//! Invariants: there is one at a time; the signal's handler takes no lock, asks for no memory and looks at nothing but the
//! stack it interrupts; when [`Sampler::stop`] returns no handler runs and none will.

use std::io;
use std::mem::{self, MaybeUninit};
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::folded;
use super::names::Debug;
use super::sampled::{NoSampler, Sampled};
use super::samples::Samples;
#[cfg(not(target_os = "macos"))]
use super::unwinder;
use super::window;
use crate::instructions::Collector;

/// How often the timer is to end in a second: a prime, so that nothing that is done at a round rate is always or never
/// seen.
const HERTZ: u16 = 997;
/// Deeper is what called the function, or a recursion.
const DEEPEST: usize = 192;
/// The handler's name, by which its own part of a stack is told.
const HANDLER: &str = "perfmacro_runtime::profile::sampler::interrupted";

/// Where the handler writes; null where nobody samples.
static SAMPLES: AtomicPtr<Samples> = AtomicPtr::new(ptr::null_mut());
/// Handlers that run just now.
static RUNNING: AtomicUsize = AtomicUsize::new(0);
/// Signals that came while no call was made.
static OUTSIDE: AtomicUsize = AtomicUsize::new(0);

/// A timer that runs.
pub(crate) struct Sampler {
    /// Owned; the handler has it too.
    samples: *mut Samples,
}

impl Sampler {
    /// Whether there is one.
    ///
    /// # Errors
    ///
    /// None.
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere there is none")]
    pub(crate) fn is_available() -> Result<(), NoSampler> {
        Ok(())
    }

    /// Starts the timer, and has the stopwatches of this process open windows; there will be room for about `time` of samples.
    ///
    /// # Errors
    ///
    /// The system refuses.
    pub(crate) fn start(time: Duration) -> Result<Sampler, NoSampler> {
        const SHALLOW: u64 = 64;
        const FEWEST: u64 = 1 << 18;
        const MOST: u64 = 1 << 24;
        let words = time.as_secs().saturating_mul(u64::from(HERTZ) * SHALLOW);
        let words =
            usize::try_from(words.clamp(FEWEST, MOST)).expect("16 million words are a size");
        #[cfg(not(target_os = "macos"))]
        unwinder::locate();
        // The first trace loads what unwinds, which a signal must not.
        backtrace::trace(|_| true);
        Collector::Sampler.profile();
        let samples = Box::into_raw(Box::new(Samples::new(words)));
        OUTSIDE.store(0, Ordering::Relaxed);
        SAMPLES.store(samples, Ordering::Release);
        let started = Sampler { samples };
        handle().map_err(NoSampler::Timer)?;
        set_timer(1_000_000 / libc::suseconds_t::from(HERTZ)).map_err(NoSampler::Timer)?;
        Ok(started)
    }

    /// Stops the timer, and makes text of what was seen.
    ///
    /// # Errors
    ///
    /// The system refuses.
    pub(crate) fn stop(self) -> Result<Sampled, NoSampler> {
        set_timer(0).map_err(NoSampler::Timer)?;
        Self::wait_for_handlers();
        // SAFETY: `start` made it from a box, which nobody but `drop` frees, and this borrow ends before `self` does.
        let samples = unsafe { &*self.samples };
        let all = samples.all();
        Ok(Sampled {
            folded: folded::folded(&all, &mut Debug::default(), HANDLER, DEEPEST),
            samples: all.len(),
            outside: OUTSIDE.load(Ordering::Relaxed),
            lost: samples.lost(),
        })
    }

    /// A signal that is on its way finds nothing to write to; one that has found it is waited for.
    fn wait_for_handlers() {
        SAMPLES.store(ptr::null_mut(), Ordering::SeqCst);
        while RUNNING.load(Ordering::SeqCst) > 0 {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Drop for Sampler {
    fn drop(&mut self) {
        // Where it cannot be stopped its signals find nothing to write to.
        let _ = set_timer(0);
        Self::wait_for_handlers();
        // SAFETY: `start` made it from a box, no handler has it any more, and none comes to it.
        drop(unsafe { Box::from_raw(self.samples) });
    }
}

/// The signal's handler.
///
/// What it interrupts goes on as if nothing had been: nothing here asks the system for anything, and `errno` stays as it
/// was.
extern "C" fn interrupted(_: libc::c_int) {
    RUNNING.fetch_add(1, Ordering::SeqCst);
    let samples = SAMPLES.load(Ordering::SeqCst);
    if !samples.is_null() {
        if window::is_open() {
            // SAFETY: It is freed only after it was taken from `SAMPLES` and `RUNNING` was zero behind that. This handler
            // raised `RUNNING` before it looked.
            sample(unsafe { &*samples });
        } else {
            OUTSIDE.fetch_add(1, Ordering::Relaxed);
        }
    }
    RUNNING.fetch_sub(1, Ordering::SeqCst);
}

fn sample(samples: &Samples) {
    let mut addresses = [0; DEEPEST];
    let mut length = 0;
    // SAFETY: Where this is built there is no lock in what unwinds, and so nothing to synchronise: the crate's own lock is
    // for `dbghelp` of Windows. The closure neither panics nor asks for memory.
    unsafe {
        backtrace::trace_unsynchronized(|frame| {
            let address = frame.ip().addr();
            // What the outermost function returns to.
            if address == 0 {
                return false;
            }
            let is_unwinding = is_of_unwinder(address);
            if let Some(place) = addresses.get_mut(length) {
                *place = if is_unwinding {
                    folded::UNWINDING
                } else {
                    address
                };
                length += 1;
            }
            length < DEEPEST && !is_unwinding
        });
    }
    samples.push(&addresses[..length]);
}

#[cfg(not(target_os = "macos"))]
fn is_of_unwinder(address: usize) -> bool {
    unwinder::has(address)
}

/// There the unwinder looks before it reads.
#[cfg(target_os = "macos")]
fn is_of_unwinder(_: usize) -> bool {
    false
}

/// Has the timer's signal handled here. It stays so: a signal that comes late would else end this process.
fn handle() -> io::Result<()> {
    // SAFETY: All zeros are a `sigaction`: no flags, and an empty mask where that is an array of bits.
    let mut action = unsafe { MaybeUninit::<libc::sigaction>::zeroed().assume_init() };
    action.sa_sigaction = interrupted as extern "C" fn(libc::c_int) as libc::sighandler_t;
    // Calls of the system's that it interrupts go on where they can.
    action.sa_flags = libc::SA_RESTART;
    // SAFETY: The mask is ours to write to; `action` is whole, and `interrupted` is a handler of that form, which does only
    // what a signal's handler may.
    let result = unsafe {
        libc::sigemptyset(&raw mut action.sa_mask);
        libc::sigaction(libc::SIGPROF, &raw const action, ptr::null_mut())
    };
    told(result)
}

/// Has the timer end every so many microseconds; with 0 it stops.
fn set_timer(microseconds: libc::suseconds_t) -> io::Result<()> {
    // SAFETY: All zeros are an `itimerval`, of a timer that stands.
    let mut timer: libc::itimerval = unsafe { mem::zeroed() };
    timer.it_interval.tv_usec = microseconds;
    timer.it_value = timer.it_interval;
    // SAFETY: `timer` is whole and lives as long as the call, and the old value is not asked for.
    let result = unsafe { libc::setitimer(libc::ITIMER_PROF, &raw const timer, ptr::null_mut()) };
    told(result)
}

fn told(result: libc::c_int) -> io::Result<()> {
    if result == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;
    use std::sync::Mutex;
    use std::time::Instant;

    use super::*;

    /// There is one sampler at a time.
    static ALONE: Mutex<()> = Mutex::new(());

    #[inline(never)]
    fn seen_working(time: Duration) {
        let began = Instant::now();
        while began.elapsed() < time {
            black_box((0..1000_u64).map(black_box).sum::<u64>());
        }
    }

    #[inline(never)]
    fn unseen_working(time: Duration) {
        let began = Instant::now();
        while began.elapsed() < time {
            black_box((0..1000_u64).map(black_box).product::<u64>());
        }
    }

    /// Unwinds through so many frames.
    #[inline(never)]
    fn unwinding(frames: usize) -> usize {
        if frames == 0 {
            std::panic::resume_unwind(Box::new(()));
        }
        black_box(unwinding(frames - 1)) + 1
    }

    #[test]
    fn a_call_that_unwinds_is_seen_to_its_end() {
        let _alone = ALONE.lock();
        let started = Sampler::start(Duration::from_secs(1)).expect("there is a timer");
        let began = Instant::now();
        window::open();
        while began.elapsed() < Duration::from_millis(700) {
            assert!(std::panic::catch_unwind(|| unwinding(10)).is_err());
        }
        window::close();
        let sampled = started.stop().expect("it can be stopped");
        assert!(sampled.samples > 10, "{sampled:?}");
        #[cfg(all(target_os = "linux", target_env = "gnu"))]
        assert!(sampled.folded.contains("[unwinding]"), "{sampled:?}");
    }

    #[test]
    fn what_runs_in_a_window_is_seen_and_nothing_else() {
        let _alone = ALONE.lock();
        let started = Sampler::start(Duration::from_secs(1)).expect("there is a timer");
        for _ in 0..20 {
            window::open();
            seen_working(Duration::from_millis(15));
            window::close();
            unseen_working(Duration::from_millis(15));
        }
        let sampled = started.stop().expect("it can be stopped");
        assert!(sampled.samples > 10 && sampled.outside > 10, "{sampled:?}");
        assert_eq!(sampled.lost, 0);
        let folded = &sampled.folded;
        assert!(folded.contains("sampler::tests::seen_working"), "{folded}");
        assert!(!folded.contains("unseen_working"), "{folded}");
        // What the signal ran is not in it.
        assert!(!folded.contains("interrupted"), "{folded}");
        let counted = folded
            .lines()
            .map(|line| {
                line.rsplit(' ')
                    .next()
                    .and_then(|count| count.parse::<usize>().ok())
            })
            .sum::<Option<usize>>();
        assert_eq!(counted, Some(sampled.samples));
    }
}
