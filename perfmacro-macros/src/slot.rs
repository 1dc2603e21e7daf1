//! The place of one option's value, and the only place that reports a repeated option.

use proc_macro2::Ident;

use crate::context::Context;
use crate::option;

/// The name of an option as it was written, and its value unless that was in error.
pub(crate) struct Slot<T> {
    written: Option<(Ident, Option<T>)>,
    /// Whether it comes from an attribute around the function's own.
    is_inherited: bool,
}

impl<T> Slot<T> {
    /// Takes the value written for `name`; `None` is a value whose error was already reported.
    pub(crate) fn set(&mut self, context: &Context, name: &Ident, value: Option<T>) {
        if self.written.is_some() {
            context.error(
                name,
                format_args!(
                    "option `{}` is given twice: keep one",
                    option::spelling(name)
                ),
            );
        } else {
            self.written = Some((name.clone(), value));
        }
    }

    /// This slot, or `default` where the option was not written.
    pub(crate) fn or(self, default: Slot<T>) -> Slot<T> {
        if self.written.is_some() {
            self
        } else {
            Slot {
                is_inherited: true,
                ..default
            }
        }
    }

    /// Forgets the option where it is inherited and means nothing here.
    pub(crate) fn inherit_if(&mut self, is_relevant: bool) {
        if self.is_inherited && !is_relevant {
            *self = Slot::default();
        }
    }

    /// The value, where the option was written and legal.
    pub(crate) fn value(&self) -> Option<&T> {
        self.written.as_ref()?.1.as_ref()
    }

    /// The option's name in the attribute, for errors about its presence; there also when the value is
    /// in error, so that no rule reports a written option as missing.
    pub(crate) fn name(&self) -> Option<&Ident> {
        Some(&self.written.as_ref()?.0)
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Slot {
            written: None,
            is_inherited: false,
        }
    }
}
