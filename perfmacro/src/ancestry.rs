//! Which values are being generated around the one that is: what makes recursive types end.
//!
//! Input: types, as they are entered and left. Output: how often a type stands inside itself. Mutual recursion
//! is seen as well, and types that merely contain each other are not taken for it, however many they are.
//!
//! Invariant: whatever is entered is left, so that a value's siblings do not see it.

use core::any;
use core::fmt;

/// How many values around one are remembered; whatever is further in counts as recursive.
const CAPACITY: usize = 32;

/// Where a type is given up that has no end: far past any that is meant, and before the stack overflows.
const END: usize = 128;

/// How often a type stands inside itself at most.
const REPEATS: usize = 3;

/// The types of the values around the next one, outermost first.
#[derive(Clone)]
pub(crate) struct Ancestry {
    /// Names, because `TypeId` asks for `'static`.
    names: [&'static str; CAPACITY],
    depth: usize,
    /// How often the type that repeats most stands inside itself.
    repeats: usize,
}

/// What was so before a value was entered.
pub(crate) struct Before {
    repeats: usize,
}

impl Ancestry {
    pub(crate) const fn new() -> Self {
        Ancestry {
            names: [""; CAPACITY],
            depth: 0,
            repeats: 0,
        }
    }

    /// Notes that a `T` is generated from here on, until [`Ancestry::leave`].
    pub(crate) fn enter<T>(&mut self) -> Before {
        let before = Before {
            repeats: self.repeats,
        };
        let name = any::type_name::<T>();
        assert!(
            self.depth < END,
            "no end of `{name}` was found: give the field in which it holds itself `#[input(default)]` \
             or `#[input(with = ..)]`, or skip the variant",
        );
        let repeats = self.names().iter().filter(|found| **found == name).count();
        self.repeats = self.repeats.max(repeats);
        if let Some(place) = self.names.get_mut(self.depth) {
            *place = name;
        }
        self.depth += 1;
        before
    }

    /// Undoes the last [`Ancestry::enter`] that was not undone.
    pub(crate) fn leave(&mut self, before: &Before) {
        self.depth -= 1;
        self.repeats = before.repeats;
    }

    /// How often the type that repeats most stands inside itself: 0 for whatever is not recursive.
    #[cfg(feature = "std")]
    pub(crate) fn repeats(&self) -> usize {
        self.repeats
    }

    /// Whether whatever can end should.
    pub(crate) fn is_deep(&self) -> bool {
        self.repeats >= REPEATS || self.depth >= CAPACITY
    }

    fn names(&self) -> &[&'static str] {
        &self.names[..self.depth.min(CAPACITY)]
    }
}

impl fmt::Debug for Ancestry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.names()).finish()
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;

    #[test]
    fn a_type_in_itself_repeats() {
        let mut ancestry = Ancestry::new();
        let outermost = ancestry.enter::<u8>();
        let other = ancestry.enter::<u16>();
        assert_eq!(ancestry.repeats(), 0);
        let first = ancestry.enter::<u8>();
        let second = ancestry.enter::<u8>();
        assert_eq!(ancestry.repeats(), 2);
        assert!(!ancestry.is_deep());
        let third = ancestry.enter::<u8>();
        assert!(ancestry.is_deep());
        for before in [third, second, first, other, outermost] {
            ancestry.leave(&before);
        }
        assert_eq!(ancestry.repeats(), 0);
        assert!(ancestry.names().is_empty());
    }

    #[test]
    fn siblings_do_not_repeat() {
        let mut ancestry = Ancestry::new();
        let _outer = ancestry.enter::<()>();
        for _ in 0..10 {
            let before = ancestry.enter::<u8>();
            assert_eq!(ancestry.repeats(), 0);
            ancestry.leave(&before);
        }
    }
}
