//! The options that bound what a call may cost, and when they are enforced.

use proc_macro2::Ident;

use crate::limit::Limit;
use crate::option;
use crate::rate::Rate;
use crate::slot::Slot;

/// The options that limit a time, in the order of the reference.
const LIMITS: [&str; 6] = [
    option::TARGET,
    option::CRITICAL,
    option::P50,
    option::P90,
    option::P99,
    option::P999,
];

/// One slot per option.
#[derive(Default)]
pub(crate) struct Budgets {
    /// In the order of [`LIMITS`].
    limits: [Slot<Limit>; LIMITS.len()],
    pub(crate) min_throughput: Slot<Rate>,
    /// `always`, `optimized` or `never`.
    pub(crate) enforce: Slot<&'static str>,
}

impl Budgets {
    /// The slot of an option that limits a time; `None` for every other option.
    pub(crate) fn slot(&mut self, option: &str) -> Option<&mut Slot<Limit>> {
        let index = LIMITS.iter().position(|limit| *limit == option)?;
        self.limits.get_mut(index)
    }

    /// The limits that are written and legal, with their options.
    pub(crate) fn limits(&self) -> impl Iterator<Item = (&'static str, &Limit)> {
        LIMITS
            .into_iter()
            .zip(&self.limits)
            .filter_map(|(option, slot)| Some((option, slot.value()?)))
    }

    /// The name of an option that limits a time, as it was written.
    pub(crate) fn name(&self, option: &str) -> Option<&Ident> {
        LIMITS
            .into_iter()
            .zip(&self.limits)
            .find(|(limit, _)| *limit == option)?
            .1
            .name()
    }

    /// These budgets, and those of `defaults` that are not among them.
    pub(crate) fn or(mut self, defaults: Budgets) -> Budgets {
        for (limit, default) in self.limits.iter_mut().zip(defaults.limits) {
            *limit = std::mem::take(limit).or(default);
        }
        Budgets {
            limits: self.limits,
            min_throughput: self.min_throughput.or(defaults.min_throughput),
            enforce: self.enforce.or(defaults.enforce),
        }
    }

    /// Whether there is something to enforce.
    pub(crate) fn is_empty(&self) -> bool {
        self.limits.iter().all(|slot| slot.name().is_none()) && self.min_throughput.name().is_none()
    }
}
