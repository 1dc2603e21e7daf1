//! The two that are compared.

use crate::ratio::Ratio;
use crate::time::Picoseconds;

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The function that has a budget.
    Function,
    /// What its budget is relative to.
    Reference,
}

/// Something of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides<T> {
    /// The function's.
    pub function: T,
    /// The reference's.
    pub reference: T,
}

impl<T> Sides<T> {
    /// What `of` says of each, the function first.
    pub fn of(mut of: impl FnMut(Side) -> T) -> Sides<T> {
        Sides {
            function: of(Side::Function),
            reference: of(Side::Reference),
        }
    }

    /// That of one side.
    pub fn get(&self, side: Side) -> &T {
        match side {
            Side::Function => &self.function,
            Side::Reference => &self.reference,
        }
    }

    /// That of one side, to be changed.
    pub fn get_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Function => &mut self.function,
            Side::Reference => &mut self.reference,
        }
    }
}

impl Sides<Picoseconds> {
    /// How many times the reference's time per call is the function's, where these are the times of two blocks of
    /// so many calls.
    ///
    /// It is taken of whole blocks: a picosecond is much of a call that takes 300.
    #[must_use]
    pub fn ratio(&self, iterations: Sides<u64>) -> Ratio {
        // A clock that stood still between two readings is no reason to divide by zero.
        let time = |side| self.get(side).count().max(1);
        #[expect(clippy::cast_precision_loss, reason = "16 digits of a measured time")]
        let per_call = Sides::of(|side| time(side) as f64 / *iterations.get(side) as f64);
        Ratio::nearest(per_call.function / per_call.reference)
    }
}
