//! Which machine of several has which function.
//!
//! Input: the path of the module of a function's tests below its crate, `codec::perf_parse`. Output: its shard,
//! `1 + FNV-1a-64(path) mod N`, of the path's UTF-8 bytes. This never changes: a machine that measures a function today
//! measures it tomorrow, so that its history stays on one machine.
//!
//! The path is what the suite, which has the entry, and `cargo perfmacro check`, which has names of tests alone, both
//! know. So all cases of a function, the sizes that its growth is judged over and its tests are on one machine. Names of
//! tests do not tell families apart: a test may be of several.
//!
//! Source: Fowler, Noll, Vo and Eastlake, "The FNV Non-Cryptographic Hash Algorithm". Its low bits are enough here:
//! names are many, and all that a poor spread costs is time.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

/// One of several shares of all functions: `2/5` is the second of five.
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

    /// Whether it has the function with this module of tests, `codec::perf_parse`.
    #[must_use]
    pub fn contains(self, tests: &str) -> bool {
        hash(tests) % self.count == self.index
    }

    /// What it has of so many things of a kind, in a line: `shard 2/5 has 3 of the 13 cases`.
    #[must_use]
    pub fn share(self, here: usize, all: usize, kind: &str) -> String {
        let here = if here == 0 {
            "none".to_owned()
        } else {
            here.to_string()
        };
        let plural = if all == 1 { "" } else { "s" };
        format!("shard {self} has {here} of the {all} {kind}{plural}")
    }

    /// Whether it has the test at this path, `codec::perf_parse::size_10`.
    #[must_use]
    pub fn contains_test(self, path: &str) -> bool {
        self.contains(path.rsplit_once("::").map_or("", |(tests, _)| tests))
    }
}

/// FNV-1a of 64 bits.
fn hash(path: &str) -> u64 {
    path.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
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

    /// From the authors' own test vectors, and paths as ours are.
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
        let paths = ["record::perf_parse", "perf_a", "perf_b", "ä::perf_ß"];
        assert_eq!(paths.map(of_five), [2, 3, 2, 2].map(Some));
    }

    #[test]
    fn a_test_is_where_its_function_is() {
        let shards = ["1/3", "2/3", "3/3"].map(|text| Shard::parse(text).expect("in range"));
        for test in ["size_10", "complexity", "u64_short_threads_4", "budget"] {
            for shard in shards {
                assert_eq!(
                    shard.contains_test(&format!("codec::perf_parse::{test}")),
                    shard.contains("codec::perf_parse")
                );
            }
        }
        assert_eq!(
            shards.map(|shard| shard.contains_test("alone")),
            shards.map(|shard| shard.contains(""))
        );
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
        let names = (0..10_000).map(|number| format!("module{}::perf_f{number}", number % 7));
        let shard = Shard::parse("2/5").expect("in range");
        let count = names.filter(|name| shard.contains(name)).count();
        assert!((1800..2200).contains(&count), "{count}");
    }
}
