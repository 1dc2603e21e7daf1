//! Two counts to a finding: they are exact, so what is not equal has changed.

use super::band::{Band, Bands};
use super::finding::Finding;

#[expect(clippy::cast_precision_loss, reason = "16 digits are plenty")]
pub(super) fn compare(base: u64, new: u64, bands: Bands) -> Finding {
    let (smaller, larger) = (base.min(new), base.max(new));
    if smaller == larger {
        return Finding::Equal;
    }
    let band = match smaller {
        0 => Band::Large,
        _ => bands.of(larger as f64 / smaller as f64),
    };
    if new > base {
        Finding::Worse(band)
    } else {
        Finding::Better(band)
    }
}
