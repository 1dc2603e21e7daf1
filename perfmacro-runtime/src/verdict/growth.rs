//! A verdict on growth, and what it stands on.

use super::Verdict;
use super::paired::RatioJudgement;
use crate::growth::{Class, Point, SLACK};

/// A verdict on how a cost grows with the size.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a verdict is to be told"]
pub struct GrowthJudgement {
    /// Whether the budget holds.
    pub verdict: Verdict,
    /// The declared class.
    pub class: Class,
    /// What was measured.
    pub resource: Resource,
    /// The sizes between which it was judged.
    pub tail: Tail,
    /// The exponent between them; `None` where nothing was measured.
    pub exponent: Option<Exponent>,
    /// What a call costs at each size: instructions, bytes or picoseconds.
    pub costs: Vec<Point>,
    /// The pairs of blocks at both ends of the tail, of a judgement on time.
    pub pairs: Option<RatioJudgement>,
}

/// What grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// Instructions, which are exact.
    Instructions,
    /// Bytes that are asked for, which are exact.
    AllocBytes,
    /// Time.
    Time,
}

/// Two sizes, far apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The smaller.
    pub small: usize,
    /// The larger.
    pub large: usize,
}

/// An exponent; of a count all three are the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exponent {
    /// The exponent.
    pub value: f64,
    /// The lower end of its interval.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

impl GrowthJudgement {
    /// The largest exponent that is within the class.
    #[must_use]
    pub fn limit(&self) -> f64 {
        self.class.exponent(self.tail.small, self.tail.large) + SLACK
    }
}
