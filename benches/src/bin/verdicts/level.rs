//! How far a function is from its budget.

use std::fmt;
use std::str::FromStr;

use perfmacro_runtime::Picoseconds;

/// In percent: positive is headroom, the share of the budget that the function leaves; negative is by
/// how much it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Level(i32);

impl Level {
    /// From far within the budget to far over it.
    pub(crate) const ALL: [Level; 7] = [
        Level(25),
        Level(10),
        Level(5),
        Level(-5),
        Level(-10),
        Level(-25),
        Level(-100),
    ];
    /// The breach that is judged most often.
    pub(crate) const CLEAR_BREACH: Level = Level(-25);

    /// Whether the budget holds, so that a FAIL is wrong; a PASS is wrong otherwise.
    pub(crate) fn is_within(self) -> bool {
        self.0 > 0
    }

    /// The budget that a function of that time is this far from.
    pub(crate) fn budget(self, time: Picoseconds) -> Picoseconds {
        time.scaled(1.0 / (1.0 - f64::from(self.0) / 100.0))
    }

    /// As a heading says it.
    pub(crate) fn label(self) -> String {
        let side = if self.is_within() { "headroom" } else { "over" };
        format!("{} % {side}", self.0.abs())
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Level, String> {
        let level = text.parse().map(Level).ok();
        level
            .filter(|level| Level::ALL.contains(level))
            .ok_or_else(|| format!("unknown level `{text}`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_are_on_the_right_side() {
        let time = Picoseconds::new(1_000_000);
        for (level, budget) in [
            (25, 1_333_333),
            (5, 1_052_632),
            (-25, 800_000),
            (-100, 500_000),
        ] {
            assert_eq!(Level(level).budget(time), Picoseconds::new(budget));
        }
    }
}
