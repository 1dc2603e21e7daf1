//! Generated inputs: what a benchmark runs on when it has no `setup`.
//!
//! | type | its input of size n |
//! | --- | --- |
//! | integers | n itself, or the type's largest value where n is past it |
//! | `f32`, `f64` | a number from 0 up to 1 |
//! | `bool`, `char` | either value; a printable ASCII character |
//! | `String`, `OsString`, `PathBuf` | n bytes of words in lower-case ASCII |
//! | `Vec`, `VecDeque`, `LinkedList`, `BinaryHeap`, boxed slices | n elements |
//! | maps and sets | n entries, or fewer where the key has too few values |
//! | arrays | as many elements as the type says |
//! | tuples, `Option`, `Result`, `Box`, `Rc`, `Arc`, `Cow`, `Cell`, .. | n for everything inside |
//!
//! An element of a collection is random: an integer from its whole range, text or a collection of
//! [`ELEMENT_SIZE`].
//!
//! Production builds compile this module too, so that an implementation of [`Input`] needs no `cfg`;
//! nothing of it reaches the binary. The implementations for the types of `std` come with feature `std`,
//! which is on by default.

mod core_types;
#[cfg(feature = "std")]
mod std_types;

use crate::Rng;

/// The size of an element that has one: a `String` in a `Vec<String>` is this long.
pub const ELEMENT_SIZE: usize = 16;

/// A type that an input can be generated of.
///
/// The same seed gives the same input: take every choice from `rng`, and iterate over nothing whose order
/// varies. [`#[perf_only]`](crate::perf_only) leaves the implementation out of production builds.
///
/// # Derived
///
/// [`#[derive(perfmacro::Input)]`](derive@crate::Input) writes the implementation field by field, for structs and enums,
/// recursive ones included. Production builds get none.
///
/// ```
/// #[derive(perfmacro::Input)]
/// struct Point {
///     x: f64,
///     y: f64,
/// }
///
/// #[perfmacro::perf_bench(sizes = [10, 1000])]
/// fn leftmost(points: &[Point]) -> f64 {
///     points.iter().map(|point| point.x).fold(f64::INFINITY, f64::min)
/// }
/// # assert_eq!(leftmost(&[Point { x: 1.0, y: 0.0 }, Point { x: 0.5, y: 0.0 }]), 0.5);
/// ```
///
/// # By hand
///
/// ```
/// #[perf_only]
/// use perfmacro::{Input, Rng};
/// use perfmacro::{perf_bench, perf_only};
///
/// struct Packet {
///     id: u32,
///     body: Vec<u8>,
/// }
///
/// #[perf_only]
/// impl Input for Packet {
///     fn generate(size: usize, rng: &mut Rng) -> Self {
///         Packet { id: Input::generate_element(rng), body: Input::generate(size, rng) }
///     }
/// }
///
/// #[perf_bench(sizes = [64, 1500])]
/// fn parity(packet: &Packet) -> u32 {
///     packet.body.iter().fold(packet.id, |parity, byte| parity ^ u32::from(*byte))
/// }
/// # assert_eq!(parity(&Packet { id: 1, body: vec![2] }), 3);
/// ```
#[diagnostic::on_unimplemented(
    message = "perfmacro cannot generate an input of type `{Self}`",
    label = "no generated input",
    note = "give the benchmark a `setup`, or derive or implement `perfmacro::Input`"
)]
pub trait Input: Sized {
    /// An input of the given size, in whatever unit fits the type.
    fn generate(size: usize, rng: &mut Rng) -> Self;

    /// One of many in a collection.
    fn generate_element(rng: &mut Rng) -> Self {
        Self::generate(ELEMENT_SIZE, rng)
    }
}
