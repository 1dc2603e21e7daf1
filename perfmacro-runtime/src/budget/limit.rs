//! How far a bound goes at each size.

use super::BudgetError;

/// How a limit depends on the size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// The same at every size.
    Constant(u64),
    /// One per size, in the order of the sizes.
    PerSize(&'static [u64]),
    /// The sum of these terms.
    Formula(&'static [Term]),
}

/// `coefficient * n^power * log2(n)^log_power`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// In the limit's unit.
    pub coefficient: f64,
    /// The exponent of the size.
    pub power: f64,
    /// The exponent of the size's logarithm to base 2.
    pub log_power: f64,
}

impl Limit {
    /// The time in picoseconds for the `index`-th of the sizes, which is `size`.
    ///
    /// # Errors
    ///
    /// Where the list is shorter than the sizes, or the formula gives nothing above zero.
    pub fn time_at(self, index: usize, size: usize) -> Result<u64, BudgetError> {
        match self.at(index, size)? {
            At::Whole(limit) => Ok(limit),
            At::Sum(sum) => whole(sum.round())
                .filter(|time| *time > 0)
                .ok_or(BudgetError::OutOfRange { size }),
        }
    }

    /// The count for the `index`-th of the sizes, which is `size`: the last that is within the bound.
    ///
    /// # Errors
    ///
    /// Where the list is shorter than the sizes, or the formula is past all range.
    pub fn count_at(self, index: usize, size: usize) -> Result<u64, BudgetError> {
        // What `sqrt(n)^2` is short of n by is no count.
        const ROUNDING: f64 = 1e-9;
        match self.at(index, size)? {
            At::Whole(limit) => Ok(limit),
            At::Sum(sum) => {
                whole((sum * (1.0 + ROUNDING)).floor()).ok_or(BudgetError::TooLarge { size })
            }
        }
    }

    fn at(self, index: usize, size: usize) -> Result<At, BudgetError> {
        match self {
            Limit::Constant(limit) => Ok(At::Whole(limit)),
            Limit::PerSize(limits) => {
                let limit = limits.get(index).ok_or(BudgetError::TooFew {
                    limits: limits.len(),
                })?;
                Ok(At::Whole(*limit))
            }
            Limit::Formula(terms) => {
                #[expect(clippy::cast_precision_loss, reason = "a budget of 16 digits")]
                let size = size as f64;
                Ok(At::Sum(terms.iter().map(|term| term.at(size)).sum()))
            }
        }
    }
}

impl Term {
    fn at(self, size: f64) -> f64 {
        // Zero to the power of zero is one, so that a constant term needs no case of its own.
        self.coefficient * size.powf(self.power) * size.max(1.0).log2().powf(self.log_power)
    }
}

/// A limit at one size.
enum At {
    Whole(u64),
    Sum(f64),
}

/// The whole number, where it has 64 bits.
fn whole(number: f64) -> Option<u64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "checked on both sides"
    )]
    (number >= 0.0 && number < u64::MAX as f64).then_some(number as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(coefficient: f64, power: f64, log_power: f64) -> Term {
        Term {
            coefficient,
            power,
            log_power,
        }
    }

    fn formula<const N: usize>(terms: [Term; N]) -> Limit {
        Limit::Formula(Box::leak(Box::new(terms)))
    }

    #[test]
    fn a_limit_follows_the_size() {
        let constant = term(200_000.0, 0.0, 0.0);
        let sort = term(5_000.0, 1.0, 1.0);
        assert_eq!(Limit::Constant(7).time_at(3, 1000), Ok(7));
        assert_eq!(Limit::PerSize(&[7, 8]).time_at(1, 1000), Ok(8));
        let linear = formula([constant, term(12_000.0, 1.0, 0.0)]);
        assert_eq!(linear.time_at(0, 10), Ok(320_000));
        assert_eq!(formula([sort]).time_at(0, 1024), Ok(51_200_000));
        assert_eq!(formula([constant, sort]).time_at(0, 0), Ok(200_000));
    }

    #[test]
    fn a_time_of_nothing_is_an_error_and_a_count_of_nothing_a_bound() {
        let sort = formula([term(5_000.0, 1.0, 1.0)]);
        assert_eq!(sort.time_at(0, 1), Err(BudgetError::OutOfRange { size: 1 }));
        assert_eq!(sort.count_at(0, 1), Ok(0));
        assert_eq!(
            Limit::PerSize(&[7]).time_at(1, 1000),
            Err(BudgetError::TooFew { limits: 1 })
        );
    }

    #[test]
    fn a_count_within_a_fraction_is_the_whole_below_it() {
        assert_eq!(formula([term(1.5, 1.0, 0.0)]).count_at(0, 3), Ok(4));
        assert_eq!(formula([term(8.0, 1.0, 0.0)]).count_at(0, 1000), Ok(8000));
        let third = formula([term(1.0 / 3.0, 1.0, 0.0)]);
        assert_eq!(third.count_at(0, 3), Ok(1));
        let huge = formula([term(1.0, 2.0, 0.0)]);
        assert_eq!(
            huge.count_at(0, usize::MAX),
            Err(BudgetError::TooLarge { size: usize::MAX })
        );
    }
}
