//! Whether a cost grows with the size no faster than a declared class: `O(n log n)`.
//!
//! Input: a [`Class`], sizes, and what a call costs at each, counted or timed. Output: whether the cost's exponent
//! between the two sizes of the [`tail`] is within the class's and [`SLACK`]; and a [`Fit`], which decides
//! nothing. Invariant: nothing is measured here.
//!
//! The bound is on one exponent, between the largest size and the largest that is at least [four
//! times](APART) smaller. A fit over all sizes is good where small sizes, at which everything is linear, outnumber the
//! large ones, and passes quadratic code as linear; the tail is where the class shows.
//!
//! - Counts, such as allocations, are exact, and so is the judgement: [`Class::holds`].
//! - Time is judged as a ratio. The exponent is within the bound exactly where the cost at the large size is at
//!   most [`Class::max_ratio`] times the cost at the small one, and that is what
//!   [`judge_pairs`](crate::verdict::paired::judge_pairs) judges, with the case at the large size as the function
//!   and the case at the small one as its reference. Their blocks run side by side, and a slow machine does not look
//!   like growth.
//!
//! # What the slack lets pass
//!
//! With sizes s and 4s at the tail, a quadratic cost is over O(n) also where a linear term is 4.8 times, or a
//! constant 1.9 times, as large as the quadratic term at s; sizes further apart tell more.
//!
//! A cost of n log n is within O(n) wherever the small size of the tail is 15 or more. Below that the logarithm
//! grows by more than the slack unless the sizes are far apart: from 12 up to 78 and more it is within, from 10 to 103,
//! from 8 to 151, from 4 to 718, from 2 to 11,791. Whoever declares O(n) of a function that sorts is therefore
//! not told; a slack that told would take a data set that outgrows a cache for a logarithm.
//!
//! In time a step in what memory costs is a step in the exponent: loads at random that take three times as long once
//! the data has left a cache are 0.8 more, between sizes four times apart. Counts have no caches.

mod class;
mod cost;
mod fit;
mod float;
mod tail;

pub use class::{Class, SLACK};
pub use cost::measured_exponent;
pub use fit::{Fit, OfClass, Point, PowerLaw};
pub use tail::{APART, SIZES, apart, tail};
