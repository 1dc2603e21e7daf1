//! How what a call costs grows with the size of its input.

/// `n^power * log(n)^log_power`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// The exponent of the size.
    pub power: f64,
    /// The exponent of its logarithm.
    pub log_power: f64,
}
