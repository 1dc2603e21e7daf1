//! Two times to a finding.
//!
//! What is compared is the fastest tenth of each side's samples: of several processes, the fastest one's. A change is
//! *significant* where the intervals of both, from order statistics, have nothing in common. It is *relevant* where it
//! is beyond the first band. It is worse or better only where it is both.
//!
//! Why the fastest tenth: noise only ever slows code down, so what disturbs a part of a measurement moves its median and
//! leaves this where it was. Code that became slower has no fast samples left.
//!
//! Why no test on the samples beside: samples of one process share its memory layout and the machine's phase, so they
//! tell how exactly *this process* was measured, and nothing of how the next would differ. A permutation or
//! Mann-Whitney test on them asks whether two processes are the same, which two processes of one executable are not
//! (Kalibera and Jones, "Rigorous Benchmarking in Reasonable Time", 2013; Mytkowicz and others, "Producing Wrong Data
//! Without Doing Anything Obviously Wrong!", 2009), and a smaller p-value only says so louder. So the interval
//! guards against too few samples, the band against layouts that differ, and only more processes, apart in time, against
//! a machine that was slow for the whole of one. `docs/compare.md` has what each of these was measured to do.

use super::band::{Band, Bands};
use super::finding::{Finding, Incomparable};
use crate::snapshot::MeasuredTime;

/// What came of a time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TimeFinding {
    /// What was found.
    pub(super) finding: Finding,
    /// The ratio that decided: of the new to the earlier.
    pub(super) ratio: Option<f64>,
}

#[expect(clippy::cast_precision_loss, reason = "16 digits are plenty")]
pub(super) fn compare(base: &MeasuredTime, new: &MeasuredTime, bands: Bands) -> TimeFinding {
    let incomparable = |reason| TimeFinding {
        finding: Finding::Incomparable(reason),
        ratio: None,
    };
    if base.source != new.source || base.fastest_tenth.is_some() != new.fastest_tenth.is_some() {
        return incomparable(Incomparable::Source);
    }
    let (base, new) = (base.compared(), new.compared());
    if base.value_ps == 0 || new.value_ps == 0 {
        return incomparable(Incomparable::Zero);
    }
    let ratio = new.value_ps as f64 / base.value_ps as f64;
    let finding = match bands.of(ratio.max(ratio.recip())) {
        _ if !new.is_apart_from(&base) => Finding::NotSignificant,
        Band::Small => Finding::NotRelevant,
        band if ratio > 1.0 => Finding::Worse(band),
        band => Finding::Better(band),
    };
    TimeFinding {
        finding,
        ratio: Some(ratio),
    }
}
