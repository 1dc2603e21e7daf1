//! A new value for an option, or a reason for none.

use super::need::Need;
use super::quantity;
use super::source::{Value, ValueKind};

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// What a budget on time has above what was measured, as a share: 0.5 is half as much again.
    pub headroom: f64,
    /// Whether budgets that were breached are raised to what was measured.
    pub loosen: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            headroom: 0.5,
            loosen: false,
        }
    }
}

/// What becomes of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Proposal {
    /// It is written so.
    Value(String),
    /// It is as it should be.
    Fits,
    /// It stays, and this is why.
    Kept(String),
}

/// A budget on time that would be this much of what it is stays: what is measured differs by as much from run to run.
const NOT_WORTH_IT: f64 = 0.9;

impl Settings {
    /// The limit for a time that was measured.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a headroom is not negative, and past the range the cast saturates"
    )]
    pub(super) fn limit(&self, measured_ps: u64) -> u64 {
        let limit = measured_ps as f64 * (1.0 + self.headroom.max(0.0));
        quantity::two_digits((limit.ceil() as u64).max(1))
    }

    /// What becomes of an option on time.
    #[expect(clippy::cast_precision_loss, reason = "16 digits are plenty")]
    pub(super) fn time(&self, need: &Need, option: &str, value: &Value) -> Proposal {
        let Some(measured) = need.times.get(option) else {
            return Proposal::Kept(if need.has_unoptimized {
                "measured without optimisation".to_owned()
            } else {
                "nothing was measured for it".to_owned()
            });
        };
        let limit = self.limit(*measured);
        let text = match &value.kind {
            ValueKind::Text(text) => Some(text.as_str()),
            _ => None,
        };
        let Some(current) = text.and_then(quantity::picoseconds) else {
            let written = quantity::written(limit, None);
            return per_size(need, option, limit, format!("\"{written}\""));
        };
        let written = quantity::written(limit, text);
        if (current - limit as f64).abs() < 0.5 {
            Proposal::Fits
        } else if limit as f64 > current {
            self.raised(*measured as f64 > current, format!("\"{written}\""))
        } else if limit as f64 > current * NOT_WORTH_IT {
            Proposal::Fits
        } else {
            Proposal::Value(format!("\"{written}\""))
        }
    }

    /// What becomes of an option on counts.
    pub(super) fn count(&self, need: &Need, option: &str, value: &Value) -> Proposal {
        let Some(measured) = need.counts.get(option) else {
            return Proposal::Kept("nothing was counted for it".to_owned());
        };
        match value.kind {
            ValueKind::Whole(current) if current == *measured => Proposal::Fits,
            ValueKind::Whole(current) if current < *measured => {
                self.raised(true, grouped(*measured))
            }
            ValueKind::Whole(_) => Proposal::Value(grouped(*measured)),
            _ => match need.declared.get(option) {
                // A text such as "64 KiB" that says the same.
                Some(current) if current == measured => Proposal::Fits,
                _ => per_size(need, option, *measured, grouped(*measured)),
            },
        }
    }

    /// What becomes of one that would be more than it is.
    fn raised(&self, is_breached: bool, written: String) -> Proposal {
        if self.loosen {
            Proposal::Value(written)
        } else if is_breached {
            Proposal::Kept(format!("it is breached; {written} would be a looser one"))
        } else {
            // Met, with less than the headroom: what a budget is there for.
            Proposal::Fits
        }
    }
}

/// What becomes of a formula, a list or an expression: one value for all sizes, where that is stricter at each.
fn per_size(need: &Need, option: &str, limit: u64, written: String) -> Proposal {
    match need.declared.get(option) {
        Some(strictest) if limit < *strictest => Proposal::Value(written),
        _ => Proposal::Kept(format!(
            "it depends on the size, and {written} for all would be looser for some"
        )),
    }
}

/// With its thousands apart where it is long.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let first = digits.len() % 3;
    let mut written = digits[..first].to_owned();
    for index in (first..digits.len()).step_by(3) {
        if !written.is_empty() {
            written.push('_');
        }
        written += &digits[index..index + 3];
    }
    written
}
