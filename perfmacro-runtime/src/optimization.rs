//! Whether a user's crate was compiled with optimisation.
//!
//! `cfg!(debug_assertions)` tells nothing: a profile sets it apart from `opt-level`, and it is this
//! crate's anyway. So a loop that every optimiser folds to a formula is timed where it was compiled:
//! [`is_optimized`] is generic and therefore compiled in the crate that names it. Measured on rustc 1.95:
//! about 160 µs unoptimised, under 0.1 µs at opt-level 1, `s`, `z` and 3.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Steps of the loop; unoptimised, one takes more than a nanosecond.
const STEPS: u64 = 100_000;

/// Between the two cases: a tenth of the slow one, two hundred times the fast one.
const LIMIT: Duration = Duration::from_micros(20);

/// Whether the crate that instantiates this was optimised. `CRATE` is its [`crate_number`]: at some levels of
/// optimisation crates share instances of generic functions, and this one must be the crate's own. The
/// shortest of three runs counts, since noise only ever slows code down.
#[must_use]
pub fn is_optimized<const CRATE: u64>() -> bool {
    let mut shortest = Duration::MAX;
    let mut run = 0;
    while run < 3 {
        let began = Instant::now();
        let end = black_box(STEPS);
        let mut sum = 0_u64;
        let mut step = 0_u64;
        while step < end {
            sum = sum.wrapping_add(step);
            step = step.wrapping_add(1);
        }
        black_box(sum);
        shortest = shortest.min(began.elapsed());
        run += 1;
    }
    shortest < LIMIT
}

/// A number for the crate in which `module_path` is: FNV-1a of its first segment.
#[must_use]
pub const fn crate_number(module_path: &str) -> u64 {
    let bytes = module_path.as_bytes();
    let mut number = 0xCBF2_9CE4_8422_2325;
    let mut index = 0;
    while index < bytes.len() && bytes[index] != b':' {
        number = (number ^ bytes[index] as u64).wrapping_mul(0x0100_0000_01B3);
        index += 1;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_has_one_number() {
        assert_eq!(crate_number("a::b::c"), crate_number("a"));
        assert_ne!(crate_number("a::b"), crate_number("b"));
        // The published value of FNV-1a for "a".
        assert_eq!(crate_number("a"), 0xAF63_DC4C_8601_EC8C);
    }
}
