//! The generator behind generated inputs.

use crate::ancestry::Ancestry;

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
    ancestry: Ancestry,
}

impl Rng {
    /// The sequence of `seed`.
    #[inline]
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Rng {
            state: seed,
            ancestry: Ancestry::new(),
        }
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

    /// Generates a value that may hold others of its own type, in a way that ends.
    ///
    /// A derived [`Input`](trait@crate::Input) does this, and one of a recursive type should: collections
    /// inside have a quarter of the elements each time the type is inside itself, and [`is_deep`](Rng::is_deep)
    /// is true from the third time on.
    ///
    /// # Panics
    ///
    /// Where values are inside each other without end.
    ///
    /// ```
    /// use perfmacro::{Input, Rng};
    ///
    /// struct Folder {
    ///     files: Vec<String>,
    ///     folders: Vec<Folder>,
    /// }
    ///
    /// impl Input for Folder {
    ///     fn generate(size: usize, rng: &mut Rng) -> Self {
    ///         rng.nested(|rng| Folder {
    ///             files: Input::generate(size, rng),
    ///             folders: Input::generate(size, rng),
    ///         })
    ///     }
    /// }
    ///
    /// assert_eq!(Folder::generate(10, &mut Rng::new(0)).folders.len(), 10);
    /// ```
    #[inline]
    pub fn nested<T>(&mut self, generate: impl FnOnce(&mut Rng) -> T) -> T {
        let before = self.ancestry.enter::<T>();
        let value = generate(self);
        self.ancestry.leave(&before);
        value
    }

    /// Whether a value should hold no more of its own type, because it is in three of them already: see
    /// [`nested`](Rng::nested). `Option` and all collections are empty then.
    #[inline]
    #[must_use]
    pub fn is_deep(&self) -> bool {
        self.ancestry.is_deep()
    }

    /// How many elements a collection of this size has: all of them, unless it is part of a recursive type,
    /// which would otherwise grow by the power of its depth.
    #[cfg(feature = "std")]
    pub(crate) fn length(&self, size: usize) -> usize {
        if self.is_deep() {
            return 0;
        }
        // A quarter each time; whatever is not deep repeats too seldom for the shift to overflow.
        size >> (2 * self.ancestry.repeats())
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
