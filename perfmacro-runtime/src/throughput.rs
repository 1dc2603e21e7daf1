//! What one call processes, and how much of it per second.

use std::fmt;

use crate::time::Picoseconds;

/// An amount of work per call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Throughput {
    /// Bytes read or written.
    Bytes(u64),
    /// Elements of any kind.
    Elements(u64),
}

/// What a throughput counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Bytes.
    Bytes,
    /// Elements of any kind.
    Elements,
}

/// An amount per second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// How many; above zero.
    pub per_second: f64,
    /// Of what.
    pub counted: Counted,
}

impl Throughput {
    /// The amount.
    #[must_use]
    pub fn amount(self) -> u64 {
        match self {
            Throughput::Bytes(amount) | Throughput::Elements(amount) => amount,
        }
    }

    /// The same of `count` calls.
    #[must_use]
    pub fn times(self, count: u64) -> Throughput {
        match self {
            Throughput::Bytes(amount) => Throughput::Bytes(amount.saturating_mul(count)),
            Throughput::Elements(amount) => Throughput::Elements(amount.saturating_mul(count)),
        }
    }

    /// What is counted.
    #[must_use]
    pub fn counted(self) -> Counted {
        match self {
            Throughput::Bytes(_) => Counted::Bytes,
            Throughput::Elements(_) => Counted::Elements,
        }
    }

    /// The rate at which calls of this length process it.
    #[must_use]
    pub fn rate(self, time: Picoseconds) -> Rate {
        #[expect(clippy::cast_precision_loss, reason = "shown with five digits")]
        let amount = self.amount() as f64;
        Rate {
            per_second: amount / time.as_seconds().max(1e-12),
            counted: self.counted(),
        }
    }
}

impl Rate {
    /// The longest call that processes `amount` at this rate; `None` where it counts something else.
    #[must_use]
    pub fn longest(self, amount: Throughput) -> Option<Picoseconds> {
        if self.counted != amount.counted() {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "both are positive, and past the range the cast saturates"
        )]
        let picoseconds = (amount.amount() as f64 / self.per_second * 1e12) as u64;
        Some(Picoseconds::new(picoseconds.max(1)))
    }
}

/// In Criterion's units: `1.5 GiB/s`, `50.0 Kelem/s`.
impl fmt::Display for Rate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (base, units) = match self.counted {
            Counted::Bytes => (1024.0, ["B/s", "KiB/s", "MiB/s", "GiB/s"]),
            Counted::Elements => (1000.0, ["elem/s", "Kelem/s", "Melem/s", "Gelem/s"]),
        };
        let mut rate = self.per_second;
        let mut unit = 0;
        while rate >= base && unit + 1 < units.len() {
            rate /= base;
            unit += 1;
        }
        formatter.pad(&format!("{rate:.1} {}", units[unit]))
    }
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
