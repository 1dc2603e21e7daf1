//! What one call processes.

/// An amount of work per call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Throughput {
    /// Bytes read or written.
    Bytes(u64),
    /// Elements of any kind.
    Elements(u64),
}

/// Bytes per call. A function and not a re-export of the variant: in a user's closure it must not shadow
/// a type `Bytes`.
///
/// # Panics
///
/// Where the count is negative or past 2^64.
#[allow(non_snake_case)]
pub fn Bytes(count: impl TryInto<u64>) -> Throughput {
    Throughput::Bytes(amount(count))
}

/// Elements per call.
///
/// # Panics
///
/// Where the count is negative or past 2^64.
#[allow(non_snake_case)]
pub fn Elements(count: impl TryInto<u64>) -> Throughput {
    Throughput::Elements(amount(count))
}

/// Applies a throughput closure; generic only so that the closure's parameter has a type.
#[doc(hidden)]
pub fn throughput_of<I: ?Sized>(input: &I, closure: impl FnOnce(&I) -> Throughput) -> Throughput {
    closure(input)
}

fn amount(count: impl TryInto<u64>) -> u64 {
    count
        .try_into()
        .ok()
        .expect("a throughput is a count of 0 or more that fits in 64 bits")
}
