//! Digits that an interval supports.

/// The largest power of ten that is at most a twentieth of the interval, so that rounding moves nothing by more than
/// a fortieth of what is uncertain anyway.
pub(super) fn step(lower: u64, upper: u64) -> u64 {
    let most = upper.saturating_sub(lower) / 20;
    most.checked_ilog10().map_or(1, |digits| 10_u64.pow(digits))
}

/// The nearest multiple of `step`.
pub(super) fn nearest(value: u64, step: u64) -> u64 {
    down(value.saturating_add(step / 2), step)
}

/// The multiple at or below.
pub(super) fn down(value: u64, step: u64) -> u64 {
    value - value % step
}

/// The multiple at or above.
pub(super) fn up(value: u64, step: u64) -> u64 {
    value.checked_next_multiple_of(step).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digits_end_where_the_interval_begins() {
        assert_eq!(step(426_552, 428_659), 100);
        assert_eq!(nearest(427_255, 100), 427_300);
        assert_eq!(down(426_552, 100), 426_500);
        assert_eq!(up(428_659, 100), 428_700);
        assert_eq!(step(5, 5), 1);
    }

    proptest! {
        #[test]
        fn a_rounded_interval_holds_what_it_held(lower in 1..u64::MAX / 4, width in 0..u64::MAX / 4) {
            let upper = lower + width;
            let step = step(lower, upper);
            prop_assert!(down(lower, step) <= lower && upper <= up(upper, step));
            prop_assert!(step == 1 || step <= width / 20);
            prop_assert_eq!(nearest(nearest(lower, step), step), nearest(lower, step));
        }
    }
}
