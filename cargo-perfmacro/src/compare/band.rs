//! How large a change is.

use std::fmt;

use serde::Serialize;

/// How large a change is, in either direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Within the first threshold: 5 % unless something else is said.
    Small,
    /// Between both.
    Medium,
    /// Above the second: 10 %.
    Large,
}

/// Where bands end, as shares: 0.05 is 5 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bands {
    medium_from: f64,
    large_from: f64,
}

/// Thresholds that make no bands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BandsError;

impl Bands {
    /// Bands that end at these shares.
    ///
    /// # Errors
    ///
    /// Where they are not positive and in order.
    pub fn new(medium_from: f64, large_from: f64) -> Result<Bands, BandsError> {
        if 0.0 < medium_from && medium_from <= large_from && large_from.is_finite() {
            Ok(Bands {
                medium_from,
                large_from,
            })
        } else {
            Err(BandsError)
        }
    }

    /// Where the second band begins.
    #[must_use]
    pub fn medium_from(self) -> f64 {
        self.medium_from
    }

    /// Where the third begins.
    #[must_use]
    pub fn large_from(self) -> f64 {
        self.large_from
    }

    /// The band of a ratio of the larger to the smaller figure. A figure twice the other is in one band, whichever
    /// of them is new.
    #[must_use]
    pub(super) fn of(self, larger_to_smaller: f64) -> Band {
        // Of figures as they are written: 105 to 100 is within 5 %.
        const ROUNDING: f64 = 1e-9;
        let share = larger_to_smaller - 1.0 - ROUNDING;
        if share > self.large_from {
            Band::Large
        } else if share > self.medium_from {
            Band::Medium
        } else {
            Band::Small
        }
    }

    /// As it is shown: `above 10 %`.
    #[must_use]
    pub fn name(self, band: Band) -> String {
        let percent = |share: f64| {
            let text = format!("{:.2}", share * 100.0);
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        let (medium, large) = (percent(self.medium_from), percent(self.large_from));
        match band {
            Band::Small => format!("within {medium} %"),
            Band::Medium => format!("{medium} to {large} %"),
            Band::Large => format!("above {large} %"),
        }
    }
}

impl Default for Bands {
    fn default() -> Bands {
        Bands {
            medium_from: 0.05,
            large_from: 0.10,
        }
    }
}

impl fmt::Display for BandsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("thresholds are above zero, and the second is not below the first")
    }
}

impl std::error::Error for BandsError {}
