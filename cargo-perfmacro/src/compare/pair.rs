//! Which case of the earlier results belongs to which of the new ones.
//!
//! By name, and where a name was measured on several machines or builds, by those that differ least: each is in one
//! pair at most.

use std::collections::BTreeMap;

use crate::snapshot::{Difference, MachineSnapshot, MeasuredCase, Snapshot};

/// A case on a machine.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) on: &'a MachineSnapshot,
    pub(super) case: &'a MeasuredCase,
}

/// A case of both, or of one.
pub(super) enum Pair<'a> {
    Both(Side<'a>, Side<'a>, Vec<Difference>),
    Base(Side<'a>),
    New(Side<'a>),
}

/// Pairs in the order of names, and of what differs.
pub(super) fn pairs<'a>(base: &'a Snapshot, new: &'a Snapshot) -> Vec<Pair<'a>> {
    let mut named = BTreeMap::<&str, [Vec<Side<'a>>; 2]>::new();
    for (index, snapshot) in [base, new].into_iter().enumerate() {
        for on in &snapshot.machines {
            for case in &on.cases {
                let sides = named.entry(&case.case).or_default();
                sides[index].push(Side { on, case });
            }
        }
    }
    named.into_values().flat_map(of_name).collect()
}

fn of_name([mut base, mut new]: [Vec<Side<'_>>; 2]) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    while !base.is_empty() && !new.is_empty() {
        let mut closest = (0, 0, base[0].on.machine.differences(&new[0].on.machine));
        for (old_index, old) in base.iter().enumerate() {
            for (new_index, new) in new.iter().enumerate() {
                let differences = old.on.machine.differences(&new.on.machine);
                if differences.len() < closest.2.len() {
                    closest = (old_index, new_index, differences);
                }
            }
        }
        let (old_index, new_index, differences) = closest;
        let (old, new) = (base.remove(old_index), new.remove(new_index));
        pairs.push(Pair::Both(old, new, differences));
    }
    pairs.extend(base.into_iter().map(Pair::Base));
    pairs.extend(new.into_iter().map(Pair::New));
    pairs
}
