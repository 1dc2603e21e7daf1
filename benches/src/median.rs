//! The median of signed figures, with an interval of 95 %.
//!
//! As in the runtime's `statistics`, by order statistics; here by the normal approximation of their ranks, as
//! there are hundreds of figures.

/// A median and where the true one lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Median {
    /// The middle one.
    pub value: f64,
    /// Where the interval begins.
    pub lower: f64,
    /// Where it ends.
    pub upper: f64,
}

impl Median {
    /// Of figures in any order, of which there is at least one.
    #[must_use]
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Median {
        let mut sorted = figures.into_iter().collect::<Vec<_>>();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().checked_sub(1).expect("at least one figure");
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rank among some thousands"
        )]
        let half_width = (0.98 * (sorted.len() as f64).sqrt()).ceil() as usize;
        Median {
            value: f64::midpoint(sorted[last / 2], sorted[sorted.len() / 2]),
            lower: sorted[(last / 2).saturating_sub(half_width)],
            upper: sorted[(sorted.len() / 2 + half_width).min(last)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_its_neighbours() {
        let median = Median::of((0..100).rev().map(f64::from));
        let expected = Median {
            value: 49.5,
            lower: 39.0,
            upper: 60.0,
        };
        assert_eq!(median, expected);
        assert_eq!(
            Median::of([-1.0]),
            Median {
                value: -1.0,
                lower: -1.0,
                upper: -1.0
            }
        );
    }
}
