//! Which machine of several has which case.
//!
//! A case belongs to shard `1 + FNV-1a-64(name) mod N`, of its name's UTF-8 bytes. This never changes: a machine that
//! measures a case today measures it tomorrow, so that its history stays on one machine.
//!
//! Source: Fowler, Noll, Vo and Eastlake, "The FNV Non-Cryptographic Hash Algorithm". Its low bits are enough here:
//! names are many, and all that a poor spread costs is time.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

/// One of several shares of all cases: `2/5` is the second of five.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 0.
    index: u64,
    count: NonZeroU64,
}

/// What is no shard.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShardError {
    /// Not two numbers with a `/` between them.
    Form,
    /// Of none.
    NoShards,
    /// Not one of those that there are.
    Range,
}

impl Shard {
    /// Reads `K/N`, where K is from 1 to N.
    ///
    /// # Errors
    ///
    /// Where it is none.
    pub fn parse(text: &str) -> Result<Shard, ShardError> {
        let (number, count) = text.split_once('/').ok_or(ShardError::Form)?;
        let read = |text: &str| {
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let number = text.parse::<u64>().ok();
            number.filter(|_| is_number).ok_or(ShardError::Form)
        };
        let (number, count) = (read(number)?, read(count)?);
        let count = NonZeroU64::new(count).ok_or(ShardError::NoShards)?;
        if (1..=count.get()).contains(&number) {
            Ok(Shard {
                index: number - 1,
                count,
            })
        } else {
            Err(ShardError::Range)
        }
    }

    /// Whether a case is in it.
    #[must_use]
    pub fn contains(self, case: &str) -> bool {
        hash(case) % self.count == self.index
    }
}

/// FNV-1a of 64 bits.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Shard, ShardError> {
        Shard::parse(text)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.index + 1, self.count)
    }
}

impl fmt::Display for ShardError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            ShardError::Form => "a shard is written `K/N`, as in `2/5`",
            ShardError::NoShards => "there is at least one shard",
            ShardError::Range => "shards are numbered from 1: `1/5` is the first of five",
        })
    }
}

impl std::error::Error for ShardError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// From the authors' own test vectors, and names as ours are.
    #[test]
    fn the_hash_is_pinned() {
        for (name, expected) in [
            ("", 0xCBF2_9CE4_8422_2325),
            ("a", 0xAF63_DC4C_8601_EC8C),
            ("foobar", 0x8594_4171_F739_67E8),
        ] {
            assert_eq!(hash(name), expected, "{name}");
        }
        let of_five = |name: &str| {
            let shards = ["1/5", "2/5", "3/5", "4/5", "5/5"].map(Shard::parse);
            shards
                .iter()
                .position(|shard| shard.as_ref().is_ok_and(|shard| shard.contains(name)))
        };
        let names = ["quickstart::record::parse/10", "a::b/1", "a::b/2", "ä::ß"];
        assert_eq!(names.map(of_five), [4, 0, 4, 0].map(Some));
    }

    #[test]
    fn what_is_no_shard_is_refused() {
        for (text, expected) in [
            ("2", ShardError::Form),
            ("", ShardError::Form),
            ("+1/2", ShardError::Form),
            ("1/2/3", ShardError::Form),
            ("1/ 2", ShardError::Form),
            ("1/0", ShardError::NoShards),
            ("0/2", ShardError::Range),
            ("3/2", ShardError::Range),
            ("99999999999999999999/2", ShardError::Form),
        ] {
            assert_eq!(Shard::parse(text), Err(expected), "{text}");
        }
        assert_eq!(
            Shard::parse("2/5").map(|shard| shard.to_string()),
            Ok("2/5".to_owned())
        );
    }

    proptest! {
        #[test]
        fn shards_are_a_partition(name in ".*", count in 1..50_u64) {
            let of = |number| Shard::parse(&format!("{number}/{count}")).expect("in range");
            let with = (1..=count).filter(|number| of(*number).contains(&name));
            prop_assert_eq!(with.count(), 1);
        }
    }

    #[test]
    fn shards_are_about_equal() {
        let names = (0..10_000).map(|number| format!("my_crate::module{}::f/{number}", number % 7));
        let shard = Shard::parse("2/5").expect("in range");
        let count = names.filter(|name| shard.contains(name)).count();
        assert!((1800..2200).contains(&count), "{count}");
    }
}
