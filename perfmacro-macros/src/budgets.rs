//! The options that bound what a call may cost, and how they are judged.

use proc_macro2::Ident;
use syn::Expr;

use crate::complexity::Class;
use crate::kind::Kind;
use crate::limit::Limit;
use crate::option;
use crate::rate::Rate;
use crate::slot::Slot;

/// The options that limit a time or a count, in the order of the reference.
const LIMITS: [(&str, Kind); 11] = [
    (option::TARGET, Kind::Time),
    (option::CRITICAL, Kind::Time),
    (option::P50, Kind::Time),
    (option::P90, Kind::Time),
    (option::P99, Kind::Time),
    (option::P999, Kind::Time),
    (option::MAX_ALLOCS, Kind::Count),
    (option::MAX_ALLOC_BYTES, Kind::Bytes),
    (option::MAX_PEAK, Kind::Bytes),
    (option::MAX_LEAKED, Kind::Bytes),
    (option::MAX_INSTRUCTIONS, Kind::Count),
];

/// The options that limit what is allocated.
pub(crate) const ALLOCATIONS: &[&str] = &[
    option::MAX_ALLOCS,
    option::MAX_ALLOC_BYTES,
    option::MAX_PEAK,
    option::MAX_LEAKED,
];

/// One slot per option.
#[derive(Default)]
pub(crate) struct Budgets {
    /// In the order of [`LIMITS`].
    limits: [Slot<Limit>; LIMITS.len()],
    pub(crate) min_throughput: Slot<Rate>,
    /// `thread` or `process`.
    pub(crate) alloc_scope: Slot<&'static str>,
    pub(crate) complexity: Slot<Complexity>,
    /// The path of the function that this one is compared with.
    pub(crate) reference: Slot<Expr>,
    pub(crate) max_ratio: Slot<f64>,
    pub(crate) min_speedup: Slot<f64>,
    /// `always`, `optimized` or `never`.
    pub(crate) enforce: Slot<&'static str>,
}

/// A class of growth, and the literal that says it.
pub(crate) struct Complexity {
    pub(crate) written: Expr,
    pub(crate) class: Class,
}

impl Budgets {
    /// What an option limits, and its slot; `None` for an option that is no limit on a time or a count.
    pub(crate) fn slot(&mut self, option: &str) -> Option<(Kind, &mut Slot<Limit>)> {
        let index = LIMITS.iter().position(|(limit, _)| *limit == option)?;
        Some((LIMITS[index].1, &mut self.limits[index]))
    }

    /// The limits that are written and legal, with their options.
    pub(crate) fn limits(&self) -> impl Iterator<Item = (&'static str, &Limit)> {
        LIMITS
            .into_iter()
            .zip(&self.limits)
            .filter_map(|((option, _), slot)| Some((option, slot.value()?)))
    }

    /// The limits on times among them.
    pub(crate) fn times(&self) -> impl Iterator<Item = (&'static str, &Limit)> {
        self.limits().filter(|(_, limit)| limit.kind == Kind::Time)
    }

    /// The limits on counts among them.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&'static str, &Limit)> {
        self.limits().filter(|(_, limit)| limit.kind != Kind::Time)
    }

    /// The names of the options that limit a count, as they were written.
    pub(crate) fn count_names(&self) -> impl Iterator<Item = &Ident> {
        LIMITS
            .into_iter()
            .zip(&self.limits)
            .filter(|((_, kind), _)| *kind != Kind::Time)
            .filter_map(|(_, slot)| slot.name())
    }

    /// The name of an option that limits a time or a count, as it was written.
    pub(crate) fn name(&self, option: &str) -> Option<&Ident> {
        LIMITS
            .into_iter()
            .zip(&self.limits)
            .find(|((limit, _), _)| *limit == option)?
            .1
            .name()
    }

    /// Whether something limits what is allocated.
    pub(crate) fn limits_allocations(&self) -> bool {
        ALLOCATIONS.iter().any(|option| self.name(option).is_some())
    }

    /// Whether one of the two is written that a reference needs.
    pub(crate) fn has_ratio(&self) -> bool {
        self.max_ratio.name().is_some() || self.min_speedup.name().is_some()
    }

    /// These budgets, and those of `defaults` that are not among them.
    pub(crate) fn or(mut self, defaults: Budgets) -> Budgets {
        for (limit, default) in self.limits.iter_mut().zip(defaults.limits) {
            *limit = std::mem::take(limit).or(default);
        }
        // One says the same as the other.
        let (max_ratio, min_speedup) = if self.has_ratio() {
            (self.max_ratio, self.min_speedup)
        } else {
            (
                self.max_ratio.or(defaults.max_ratio),
                self.min_speedup.or(defaults.min_speedup),
            )
        };
        Budgets {
            limits: self.limits,
            min_throughput: self.min_throughput.or(defaults.min_throughput),
            alloc_scope: self.alloc_scope.or(defaults.alloc_scope),
            complexity: self.complexity.or(defaults.complexity),
            reference: self.reference.or(defaults.reference),
            max_ratio,
            min_speedup,
            enforce: self.enforce.or(defaults.enforce),
        }
    }

    /// Leaves out what is inherited and means nothing beside the function's other options.
    pub(crate) fn inherit(&mut self, has_sizes: bool) {
        self.alloc_scope.inherit_if(self.limits_allocations());
        self.complexity.inherit_if(has_sizes);
        self.reference.inherit_if(self.has_ratio());
        let has_reference = self.reference.name().is_some();
        self.max_ratio.inherit_if(has_reference);
        self.min_speedup.inherit_if(has_reference);
    }

    /// Whether there is something to enforce.
    pub(crate) fn is_empty(&self) -> bool {
        !self.judge_cases() && self.complexity.name().is_none()
    }

    /// Whether there is something to enforce of each case by itself.
    pub(crate) fn judge_cases(&self) -> bool {
        self.limits.iter().any(|slot| slot.name().is_some())
            || self.min_throughput.name().is_some()
            || self.has_ratio()
    }
}
