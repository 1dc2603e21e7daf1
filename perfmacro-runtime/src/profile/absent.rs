//! In place of the sampler, where there is none.

use std::time::Duration;

use super::sampled::{NoSampler, Sampled};

/// There is none.
pub(crate) enum Sampler {}

impl Sampler {
    /// Says why.
    ///
    /// # Errors
    ///
    /// Always.
    pub(crate) fn is_available() -> Result<(), NoSampler> {
        Err(Self::absence())
    }

    fn absence() -> NoSampler {
        if cfg!(feature = "flamegraph") {
            NoSampler::System
        } else {
            NoSampler::Feature
        }
    }

    /// As [`is_available`](Self::is_available).
    ///
    /// # Errors
    ///
    /// Always.
    pub(crate) fn start(_: Duration) -> Result<Sampler, NoSampler> {
        Err(Self::absence())
    }

    /// There is nothing to stop.
    ///
    /// # Errors
    ///
    /// None.
    pub(crate) fn stop(self) -> Result<Sampled, NoSampler> {
        match self {}
    }
}
