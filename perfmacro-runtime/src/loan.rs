//! How a `setup`'s result reaches a parameter that is a shared reference.
//!
//! A result that is owned is lent as `&result`; one that is a reference already is handed over as it is,
//! so that `setup = || b"text"` coerces to `&[u8]` like any argument would. Which of the two holds is
//! settled by method resolution: an inherent method is found before a trait's. The method's name is one that
//! no trait of the user's has.

/// A borrowed setup result, about to be lent.
pub struct Loan<'a, T: ?Sized>(pub &'a T);

impl<'a, T: ?Sized> Loan<'_, &'a T> {
    /// The reference that the setup returned.
    #[inline]
    #[must_use]
    pub fn __perfmacro_lend(self) -> &'a T {
        self.0
    }
}

/// Lends whatever is not a reference itself.
pub trait Lend<'a, T: ?Sized> {
    /// A reference to the setup's result.
    fn __perfmacro_lend(self) -> &'a T;
}

impl<'a, T: ?Sized> Lend<'a, T> for Loan<'a, T> {
    #[inline]
    fn __perfmacro_lend(self) -> &'a T {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Lend as _, Loan};

    fn length(data: &[u8]) -> usize {
        data.len()
    }

    #[test]
    fn owned_and_borrowed_results_both_coerce() {
        let (owned, array, reference, boxed) = (vec![1], [1, 2], b"abc", Box::new([1_u8, 2, 3, 4]));
        assert_eq!(length(Loan(&owned).__perfmacro_lend()), 1);
        assert_eq!(length(Loan(&array).__perfmacro_lend()), 2);
        assert_eq!(length(Loan(&reference).__perfmacro_lend()), 3);
        assert_eq!(length(&Loan(&boxed).__perfmacro_lend()[..]), 4);
    }
}
