//! Cases that differ by their size alone: what a growth is measured over.

use std::fmt;

use crate::case::Case;
use crate::entry::Entry;

/// All sizes of one function, with the same argument, types, constants and threads; the smallest first.
#[derive(Clone, Debug)]
pub struct Family {
    cases: Vec<Case>,
}

impl Family {
    /// The families of `entry`, those that `skip` empties left out, in the order of their first cases.
    #[must_use]
    pub fn all(entry: &'static Entry) -> Vec<Family> {
        let mut families: Vec<Family> = Vec::new();
        for case in Case::all(entry) {
            match families
                .iter_mut()
                .find(|family| family.first().is_like(&case))
            {
                Some(family) => family.cases.push(case),
                None => families.push(Family { cases: vec![case] }),
            }
        }
        for family in &mut families {
            family.cases.sort_by_key(Case::size);
        }
        families
    }

    /// Its cases, the smallest first; at least one.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The sizes of its cases, in their order.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        self.cases.iter().map(Case::size).collect()
    }

    /// The place of its variant in the entry.
    #[must_use]
    pub fn variant_index(&self) -> usize {
        self.first().variant_index()
    }

    fn first(&self) -> &Case {
        &self.cases[0]
    }
}

/// The name that its cases share: `my_crate::sort::<u64>/threads=4`.
impl fmt::Display for Family {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.first().family_name())
    }
}
