//! One case in a loop, for a profiler to look at.
//!
//! Input: a case and an [`Extent`]. Output: [`Repeated`], how many calls were made; and with feature `flamegraph`
//! the stacks that were seen in them, as folded text.
//!
//! 1. `extent`: how many calls to make next. A pure function of what the ones before took.
//! 2. `repeat`: the loop. Its stopwatch opens a window for whatever looks: callgrind, or our own sampler.
//! 3. `sampler`: a timer that interrupts the process, and what its signal finds on the stack of a thread in a `window`.
//!    Where there is none, `absent` says why.
//!    `unwinder`: what no walk goes through.
//! 4. `samples`: where a signal may write. `names`: from addresses to functions. `folded`: from both to text.
//!
//! Invariant: what is collected or sampled is calls, never the building of inputs or the dropping of outputs. Who looks
//! from outside, as perf does, sees the whole process.

mod extent;
mod repeat;
mod sampled;

#[cfg(not(perfmacro_samples))]
mod absent;
#[cfg(perfmacro_samples)]
mod folded;
#[cfg(perfmacro_samples)]
mod names;
#[cfg(perfmacro_samples)]
mod sampler;
#[cfg(perfmacro_samples)]
mod samples;
#[cfg(all(perfmacro_samples, not(target_os = "macos")))]
mod unwinder;
#[cfg(perfmacro_samples)]
pub(crate) mod window;

pub(crate) use extent::Extent;
pub(crate) use repeat::{Repeated, repeat};
pub(crate) use sampled::NoSampler;

#[cfg(not(perfmacro_samples))]
pub(crate) use absent::Sampler;
#[cfg(perfmacro_samples)]
pub(crate) use sampler::Sampler;
