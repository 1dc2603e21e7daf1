//! What the measured costs look like over all sizes. To be shown; a fit decides nothing.
//!
//! Both are by least squares: of logarithms for the power law, where each size weighs the same, and of costs for the
//! declared class, where the large ones do.

use super::{Class, float};

/// A size and what a call costs there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The size.
    pub size: usize,
    /// The cost, in any unit.
    pub cost: u64,
}

/// The costs in two forms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// As a power of the size.
    pub power_law: PowerLaw,
    /// As the declared class.
    pub of_class: OfClass,
}

/// `coefficient * n^exponent`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PowerLaw {
    /// In the costs' unit.
    pub coefficient: f64,
    /// The exponent over all sizes, and not that of the tail.
    pub exponent: f64,
}

/// `base + slope * f(n)`, where f is [`Class::at`]. Neither is below zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OfClass {
    /// What a call costs at any size.
    pub base: f64,
    /// What each unit of the class adds.
    pub slope: f64,
}

impl Fit {
    /// Fits `points`, in any order; `None` where they are at fewer than two sizes above zero. Points at zero do not
    /// count, and costs of zero count as one in the power law.
    #[must_use]
    pub fn of(class: Class, points: &[Point]) -> Option<Fit> {
        let points = || points.iter().filter(|point| point.size > 0);
        let logarithms = points()
            .map(|point| {
                let cost = float::cost(point.cost.max(1));
                (float::size(point.size).ln(), cost.ln())
            })
            .collect::<Vec<_>>();
        let Line { base, slope } = Line::through(&logarithms)?;
        let costs = points()
            .map(|point| (class.at(point.size), float::cost(point.cost)))
            .collect::<Vec<_>>();
        Some(Fit {
            power_law: PowerLaw {
                coefficient: base.exp(),
                exponent: slope,
            },
            of_class: OfClass::through(&costs),
        })
    }
}

impl OfClass {
    fn through(points: &[(f64, f64)]) -> OfClass {
        let (_, height) = centre(points);
        match Line::through(points) {
            Some(Line { base, slope }) if base >= 0.0 && slope >= 0.0 => OfClass { base, slope },
            // The best of those without the term that came out below zero.
            Some(Line { slope, .. }) if slope > 0.0 => {
                let products = points.iter().map(|(x, y)| x * y).sum::<f64>();
                let squares = points.iter().map(|(x, _)| x * x).sum::<f64>();
                OfClass {
                    base: 0.0,
                    slope: products / squares,
                }
            }
            // Costs that fall, or a class that says the same of all sizes.
            _ => OfClass {
                base: height,
                slope: 0.0,
            },
        }
    }
}

/// `base + slope * x`.
struct Line {
    base: f64,
    slope: f64,
}

impl Line {
    /// The line of least squares; `None` where all points have the same x, or there is none.
    fn through(points: &[(f64, f64)]) -> Option<Line> {
        let (middle, height) = centre(points);
        let spread = points
            .iter()
            .map(|(x, _)| (x - middle).powi(2))
            .sum::<f64>();
        let common = points
            .iter()
            .map(|(x, y)| (x - middle) * (y - height))
            .sum::<f64>();
        (spread > 0.0).then(|| {
            let slope = common / spread;
            Line {
                base: height - slope * middle,
                slope,
            }
        })
    }
}

/// The centre of gravity, through which every line of least squares goes.
fn centre(points: &[(f64, f64)]) -> (f64, f64) {
    let count = float::size(points.len().max(1));
    let x = points.iter().map(|(x, _)| x).sum::<f64>();
    let y = points.iter().map(|(_, y)| y).sum::<f64>();
    (x / count, y / count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

    fn points(cost: impl Fn(u64) -> u64) -> Vec<Point> {
        let point = |size: usize| Point {
            size,
            cost: cost(size as u64),
        };
        SIZES.into_iter().map(point).collect()
    }

    fn close(left: f64, right: f64) -> bool {
        (left - right).abs() <= 1e-6 * left.abs().max(right.abs()).max(1.0)
    }

    #[test]
    fn powers_come_back() {
        for (power, exponent) in [(0, 0.0), (1, 1.0), (2, 2.0)] {
            let fit = Fit::of(Class::LINEAR, &points(|n| 7 * n.pow(power))).expect("four sizes");
            assert!(close(fit.power_law.exponent, exponent), "{fit:?}");
            assert!(close(fit.power_law.coefficient, 7.0), "{fit:?}");
        }
    }

    #[test]
    fn a_declared_class_comes_back_with_its_base() {
        let fit = Fit::of(Class::LINEAR, &points(|n| 500 + 12 * n)).expect("four sizes");
        assert!(close(fit.of_class.base, 500.0), "{fit:?}");
        assert!(close(fit.of_class.slope, 12.0), "{fit:?}");
    }

    #[test]
    fn neither_term_is_below_zero() {
        let falling = Fit::of(Class::LINEAR, &points(|n| 20_000 - n)).expect("four sizes");
        assert!(close(falling.of_class.slope, 0.0), "{falling:?}");
        let bent = Fit::of(Class::LINEAR, &points(|n| n * n)).expect("four sizes");
        assert!(close(bent.of_class.base, 0.0), "{bent:?}");
        assert!(bent.of_class.slope > 0.0);
    }

    #[test]
    fn a_constant_is_a_base() {
        let fit = Fit::of(Class::CONSTANT, &points(|_| 9)).expect("four sizes");
        assert_eq!(
            fit.of_class,
            OfClass {
                base: 9.0,
                slope: 0.0
            }
        );
        let nothing = Fit::of(Class::LINEAR, &points(|_| 0)).expect("four sizes");
        assert_eq!(
            nothing.of_class,
            OfClass {
                base: 0.0,
                slope: 0.0
            }
        );
    }

    #[test]
    fn one_size_has_no_fit() {
        let at = |size| Point { size, cost: 5 };
        assert_eq!(Fit::of(Class::LINEAR, &[at(10), at(10)]), None);
        assert_eq!(Fit::of(Class::LINEAR, &[at(0), at(10)]), None);
        assert_eq!(Fit::of(Class::LINEAR, &[]), None);
    }

    proptest! {
        /// No other line that goes not below zero is nearer.
        #[test]
        fn the_fit_of_a_class_is_the_best(
            costs in prop::array::uniform4(0_u64..1_000_000),
            base in 0.0_f64..1e6,
            slope in 0.0_f64..1e4,
        ) {
            let points = SIZES.into_iter().zip(costs).map(|(size, cost)| Point { size, cost }).collect::<Vec<_>>();
            let fit = Fit::of(Class::new(1.0, 1.0), &points).expect("four sizes").of_class;
            let error = |fit: OfClass| {
                let error = |point: &Point| {
                    fit.base + fit.slope * Class::new(1.0, 1.0).at(point.size) - float::cost(point.cost)
                };
                points.iter().map(|point| error(point).powi(2)).sum::<f64>()
            };
            prop_assert!(fit.base >= 0.0 && fit.slope >= 0.0);
            let other = OfClass { base, slope };
            prop_assert!(error(fit) <= error(other) * (1.0 + 1e-9));
        }
    }
}
