//! The generator behind generated inputs.

/// A seeded sequence of numbers: the same seed gives the same sequence in every run, on every platform,
/// in every version of this crate, so that a budget is always measured on the same bytes.
///
/// Not for anything else: the numbers are easy to predict.
///
/// The algorithm is `SplitMix64`, fixed by that promise: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014. It stands here, and not in a dependency, because
/// production builds compile this module and have no dependency.
///
/// ```
/// use perfmacro::Rng;
///
/// let mut rng = Rng::new(7);
/// assert_eq!(rng.u64(), Rng::new(7).u64());
/// assert!(rng.below(6) < 6);
/// ```
#[derive(Clone, Debug)]
pub struct Rng {
    state: u64,
}

impl Rng {
    /// The sequence of `seed`.
    #[inline]
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Rng { state: seed }
    }

    /// A number from the whole range.
    #[inline]
    pub fn u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to `end`, without it. The bias is below `end / 2^64`.
    ///
    /// # Panics
    ///
    /// Where `end` is 0.
    #[inline]
    pub fn below(&mut self, end: usize) -> usize {
        assert!(end > 0, "there is no number below 0");
        let product = u128::from(self.u64()) * end as u128;
        // The high half of a product with `end` is below `end`.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "below `end`, which is a `usize`"
        )]
        let number = (product >> 64) as usize;
        number
    }

    /// `true` as often as `false`.
    #[inline]
    pub fn bool(&mut self) -> bool {
        self.u64() >> 63 == 1
    }

    /// A number from 0 up to 1, without it, in steps of 2^-53.
    #[inline]
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what an f64 holds")]
    pub fn unit(&mut self) -> f64 {
        (self.u64() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The authors' reference implementation, seed 1234567.
    #[test]
    fn the_sequence_is_the_published_one() {
        let mut rng = Rng::new(1_234_567);
        let expected = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        for number in expected {
            assert_eq!(rng.u64(), number);
        }
    }

    #[test]
    fn ranges_are_kept_and_filled() {
        let mut rng = Rng::new(0);
        let mut seen = [false; 6];
        for _ in 0..1000 {
            seen[rng.below(6)] = true;
            assert!((0.0..1.0).contains(&rng.unit()));
        }
        assert_eq!(seen, [true; 6]);
        let heads = (0..1000).filter(|_| rng.bool()).count();
        assert!((400..600).contains(&heads), "{heads}");
    }
}
