//! Inputs of the types of `std`.

use std::borrow::{Cow, ToOwned};
use std::boxed::Box;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::ffi::OsString;
use std::hash::{BuildHasher, Hash};
use std::path::PathBuf;
use std::rc::Rc;
use std::string::String;
use std::sync::{Arc, Mutex, RwLock};
use std::vec::Vec;

use crate::{Input, Rng};

/// The longest word of a generated text, and the shortest.
const WORD_LENGTHS: core::ops::RangeInclusive<usize> = 2..=9;

impl Input for String {
    fn generate(size: usize, rng: &mut Rng) -> Self {
        let mut text = String::with_capacity(size);
        let mut rest_of_word = word_length(rng);
        while text.len() < size {
            if rest_of_word == 0 {
                text.push(' ');
                rest_of_word = word_length(rng);
            } else {
                #[expect(clippy::cast_possible_truncation, reason = "below 26")]
                text.push(char::from(b'a' + rng.below(26) as u8));
                rest_of_word -= 1;
            }
        }
        text
    }
}

fn word_length(rng: &mut Rng) -> usize {
    WORD_LENGTHS.start() + rng.below(WORD_LENGTHS.end() - WORD_LENGTHS.start() + 1)
}

impl Input for OsString {
    fn generate(size: usize, rng: &mut Rng) -> Self {
        String::generate(size, rng).into()
    }
}

impl Input for PathBuf {
    fn generate(size: usize, rng: &mut Rng) -> Self {
        String::generate(size, rng).replace(' ', "/").into()
    }
}

impl Input for Box<str> {
    fn generate(size: usize, rng: &mut Rng) -> Self {
        String::generate(size, rng).into()
    }
}

macro_rules! collections {
    ($($collection:ident $(: $bound:ident)?),*) => {$(
        impl<T: Input $(+ $bound)?> Input for $collection<T> {
            fn generate(size: usize, rng: &mut Rng) -> Self {
                let length = rng.length(size);
                core::iter::repeat_with(|| T::generate_element(rng)).take(length).collect()
            }
        }
    )*};
}

collections!(Vec, VecDeque, LinkedList, BinaryHeap: Ord);

impl<T: Input> Input for Box<[T]> {
    fn generate(size: usize, rng: &mut Rng) -> Self {
        Vec::generate(size, rng).into()
    }
}

/// How often a new key is tried for each entry: a key with few values may have no new one.
const TRIES: usize = 16;

macro_rules! keyed {
    ($(impl[$($generics:tt)*] $collection:ty: $entry:ty;)*) => {$(
        impl<$($generics)*> Input for $collection {
            fn generate(size: usize, rng: &mut Rng) -> Self {
                let length = rng.length(size);
                let mut entries = <$collection>::default();
                for _ in 0..length.saturating_mul(TRIES) {
                    if entries.len() == length {
                        break;
                    }
                    entries.extend([<$entry>::generate_element(rng)]);
                }
                entries
            }
        }
    )*};
}

keyed! {
    impl[T: Input + Ord] BTreeSet<T>: T;
    impl[K: Input + Ord, V: Input] BTreeMap<K, V>: (K, V);
    impl[T: Input + Eq + Hash, S: BuildHasher + Default] HashSet<T, S>: T;
    impl[K: Input + Eq + Hash, V: Input, S: BuildHasher + Default] HashMap<K, V, S>: (K, V);
}

macro_rules! wrappers {
    ($($wrapper:ident),*) => {$(
        impl<T: Input> Input for $wrapper<T> {
            fn generate(size: usize, rng: &mut Rng) -> Self {
                $wrapper::new(T::generate(size, rng))
            }

            fn generate_element(rng: &mut Rng) -> Self {
                $wrapper::new(T::generate_element(rng))
            }
        }
    )*};
}

wrappers!(Box, Rc, Arc, Mutex, RwLock);

/// Owned: a borrowed one would have to live for ever.
impl<T: ToOwned<Owned: Input> + ?Sized> Input for Cow<'_, T> {
    fn generate(size: usize, rng: &mut Rng) -> Self {
        Cow::Owned(T::Owned::generate(size, rng))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collections_have_the_size() {
        let rng = &mut Rng::new(0);
        assert_eq!(Vec::<u8>::generate(1000, rng).len(), 1000);
        assert_eq!(Box::<[u16]>::generate(3, rng).len(), 3);
        assert_eq!(String::generate(1000, rng).len(), 1000);
        assert_eq!(BTreeMap::<u64, String>::generate(100, rng).len(), 100);
        assert_eq!(HashSet::<u32>::generate(100, rng).len(), 100);
        assert!(Vec::<u8>::generate(0, rng).is_empty());
        assert_eq!(Cow::<str>::generate(5, rng).len(), 5);
    }

    #[test]
    fn a_key_with_few_values_has_no_more_entries_than_values() {
        assert_eq!(BTreeSet::<bool>::generate(100, &mut Rng::new(0)).len(), 2);
    }

    #[test]
    fn the_same_seed_gives_the_same_input() {
        let input = |seed| Vec::<String>::generate(50, &mut Rng::new(seed));
        assert_eq!(input(3), input(3));
        assert_ne!(input(3), input(4));
    }

    /// The bytes of version 0.1.0, which every later version generates as well.
    #[test]
    fn the_same_seed_gives_the_same_input_in_every_version() {
        type Everything = (
            Vec<Option<String>>,
            BTreeMap<u16, VecDeque<char>>,
            Box<[Result<bool, u128>]>,
            BTreeSet<PathBuf>,
            Option<Vec<[f64; 2]>>,
        );
        let written = std::format!("{:?}", Everything::generate(20, &mut Rng::new(7)));
        // FNV-1a, which is short enough to stand here.
        let hash = written
            .bytes()
            .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
            });
        assert_eq!(hash, 0xC007_CDE7_62AE_968E, "{hash:#x}");
    }

    #[test]
    fn text_is_words() {
        let text = String::generate(10_000, &mut Rng::new(0));
        let words = text.split(' ').collect::<Vec<_>>();
        // The last word may be cut off by the size.
        let whole = &words[..words.len() - 1];
        assert!(whole.iter().all(|word| WORD_LENGTHS.contains(&word.len())));
    }
}
