//! Every entry that was linked into this binary.
//!
//! Input: what the attribute submitted, in whatever order the linker left it. Output: entries sorted by
//! place, cases with unique names, restricted to the crates that were asked for. Invariant: nothing
//! registered from a crate that is asked for is an error.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use crate::case::Case;
use crate::entry::{Entry, Location};

/// What the attribute submits: one static reference.
#[derive(Clone, Copy)]
pub struct Registration(pub &'static Entry);

#[cfg(not(feature = "linkme"))]
inventory::collect!(Registration);

#[cfg(feature = "linkme")]
#[doc(hidden)]
#[allow(
    missing_docs,
    reason = "the attribute's expansion cannot be documented"
)]
#[linkme::distributed_slice]
pub static REGISTRATIONS: [Registration];

/// Registers a static entry.
#[cfg(not(feature = "linkme"))]
#[doc(hidden)]
#[macro_export]
macro_rules! submit {
    ($entry:ident) => {
        $crate::inventory::submit! { $crate::registry::Registration(&$entry) }
    };
}

/// Registers a static entry.
#[cfg(feature = "linkme")]
#[doc(hidden)]
#[macro_export]
macro_rules! submit {
    ($entry:ident) => {
        #[$crate::linkme::distributed_slice($crate::registry::REGISTRATIONS)]
        #[linkme(crate = $crate::linkme)]
        static __PERFMACRO_REGISTRATION: $crate::registry::Registration =
            $crate::registry::Registration(&$entry);
    };
}

/// Every entry of this binary, by module, then by place. The linker promises no order, so none of it is
/// seen.
#[must_use]
pub fn entries() -> Vec<&'static Entry> {
    #[cfg(not(feature = "linkme"))]
    let registrations = inventory::iter::<Registration>.into_iter();
    #[cfg(feature = "linkme")]
    let registrations = REGISTRATIONS.iter();
    sorted(registrations.map(|registration| registration.0).collect())
}

fn sorted(mut entries: Vec<&'static Entry>) -> Vec<&'static Entry> {
    entries.sort_by_key(|entry| {
        (
            entry.module_path,
            entry.location.line,
            entry.location.column,
            entry.name,
        )
    });
    entries
}

/// The cases of every entry of `crates`, in the order of [`entries`].
///
/// # Errors
///
/// A crate from which nothing is registered; two cases of one name; an entry without a case.
pub fn cases(entries: &[&'static Entry], crates: &[&str]) -> Result<Vec<Case>, RegistryError> {
    if let Some(missing) = crates
        .iter()
        .find(|name| !entries.iter().any(|entry| entry.crate_name() == **name))
    {
        return Err(RegistryError::NothingRegistered {
            missing: (*missing).to_owned(),
            registered: registered_crates(entries),
        });
    }
    let mut cases = Vec::new();
    for entry in entries
        .iter()
        .filter(|entry| crates.contains(&entry.crate_name()))
    {
        let of_entry = Case::all(entry);
        if of_entry.is_empty() {
            return Err(RegistryError::NoCase {
                entry: entry.identity(),
                location: entry.location,
            });
        }
        cases.extend(of_entry);
    }
    unique(&cases)?;
    Ok(cases)
}

/// The one entry called `name` in `module_path`.
///
/// # Errors
///
/// There is none, or there are several.
pub fn find(
    entries: &[&'static Entry],
    module_path: &str,
    name: &str,
) -> Result<&'static Entry, RegistryError> {
    let mut found = entries
        .iter()
        .filter(|entry| entry.module_path == module_path && entry.name == name);
    let Some(entry) = found.next() else {
        return Err(RegistryError::NotFound {
            entry: format!("{module_path}::{name}"),
        });
    };
    match found.next() {
        None => Ok(entry),
        Some(other) => Err(RegistryError::Duplicate {
            name: entry.identity(),
            first: entry.location,
            second: other.location,
        }),
    }
}

fn unique(cases: &[Case]) -> Result<(), RegistryError> {
    let mut places = BTreeMap::new();
    for case in cases {
        let name = case.to_string();
        let second = case.entry().location;
        if let Some(first) = places.insert(name.clone(), second) {
            return Err(RegistryError::Duplicate {
                name,
                first,
                second,
            });
        }
    }
    Ok(())
}

fn registered_crates(entries: &[&'static Entry]) -> Vec<&'static str> {
    let mut crates = entries
        .iter()
        .map(|entry| entry.crate_name())
        .collect::<Vec<_>>();
    crates.sort_unstable();
    crates.dedup();
    crates
}

/// What is wrong with what was registered.
#[derive(Debug, PartialEq)]
pub enum RegistryError {
    /// A crate that was asked for has no entry.
    NothingRegistered {
        /// The crate.
        missing: String,
        /// The crates that have.
        registered: Vec<&'static str>,
    },
    /// Two places register one name.
    Duplicate {
        /// The name of the entry or case.
        name: String,
        /// One place.
        first: Location,
        /// The other.
        second: Location,
    },
    /// An entry has no size to run at.
    NoCase {
        /// Its identity.
        entry: String,
        /// Its place.
        location: Location,
    },
    /// A test's entry is not in the registry.
    NotFound {
        /// The identity that was looked for.
        entry: String,
    },
}

impl fmt::Display for RegistryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingRegistered {
                missing,
                registered,
            } => {
                writeln!(formatter, "no function of crate `{missing}` is registered")?;
                if registered.is_empty() {
                    writeln!(formatter, "  registered in this binary: nothing at all")?;
                } else {
                    writeln!(
                        formatter,
                        "  registered in this binary: {}",
                        registered.join(", ")
                    )?;
                }
                writeln!(formatter, "  likely causes:")?;
                writeln!(
                    formatter,
                    "  - no function of `{missing}` has `#[perf_bench]` on it"
                )?;
                writeln!(
                    formatter,
                    "  - perfmacro is inert in `{missing}`: its [dev-dependencies] (or, for a crate that \
                     this package depends on, this package's) need perfmacro = {{ version = \"0.1\", \
                     features = [\"bench\"] }}"
                )?;
                write!(
                    formatter,
                    "  - `{missing}` is not linked, or goes by another name here: \
                     `perfmacro::main!({missing})` takes the library's own name"
                )
            }
            Self::Duplicate {
                name,
                first,
                second,
            } if first == second => write!(
                formatter,
                "`{name}` is registered twice by {first}: a size stands twice in its `sizes`, or one \
                 macro makes the function twice; give each a `name = \"..\"` of its own"
            ),
            Self::Duplicate {
                name,
                first,
                second,
            } => write!(
                formatter,
                "`{name}` is registered twice: by {first} and by {second}; give one of them a \
                 `name = \"..\"` of its own"
            ),
            Self::NoCase { entry, location } => {
                write!(
                    formatter,
                    "`{entry}` at {location} has no case: its `sizes` are empty, a range that starts at 0 or does not grow, or `skip` leaves all of them out"
                )
            }
            Self::NotFound { entry } => write!(
                formatter,
                "`{entry}` is not registered: the linker dropped its registration, or the platform has \
                 none; feature `linkme` of perfmacro registers in another way"
            ),
        }
    }
}

impl Error for RegistryError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::{Options, Sizes};
    use crate::variant::Variant;

    fn entry(
        module_path: &'static str,
        name: &'static str,
        line: u32,
        sizes: Sizes,
    ) -> &'static Entry {
        Box::leak(Box::new(Entry {
            module_path,
            name,
            test_module: "perf_x",
            package: None,
            location: Location {
                file: "src/lib.rs",
                line,
                column: 1,
            },
            options: Options {
                sizes,
                ..Options::DEFAULT
            },
            variants: const { &[Variant::new(|_| Box::new(|_, _| ()))] },
            is_optimized: || true,
        }))
    }

    #[test]
    fn entries_are_in_the_order_of_their_places() {
        let entries = sorted(vec![
            entry("b", "x", 1, Sizes::None),
            entry("a::m", "x", 1, Sizes::None),
            entry("a", "y", 9, Sizes::None),
            entry("a", "z", 2, Sizes::None),
        ]);
        let names = entries
            .iter()
            .map(|entry| entry.identity())
            .collect::<Vec<_>>();
        assert_eq!(names, ["a::z", "a::y", "a::m::x", "b::x"]);
    }

    #[test]
    fn only_the_crates_asked_for_have_cases() {
        let entries = [
            entry("a", "x", 1, Sizes::List(&[10, 100])),
            entry("a_b", "x", 1, Sizes::None),
        ];
        let names = |crates: &[&str]| {
            cases(&entries, crates)
                .map(|cases| cases.iter().map(Case::to_string).collect::<Vec<_>>())
        };
        assert_eq!(names(&["a"]), Ok(vec!["a::x/10".into(), "a::x/100".into()]));
        assert_eq!(names(&["a_b"]), Ok(vec!["a_b::x".into()]));
    }

    #[test]
    fn a_crate_without_entries_is_an_error() {
        let entries = [entry("a", "x", 1, Sizes::None)];
        let error = cases(&entries, &["a", "b"]).unwrap_err();
        assert_eq!(
            error,
            RegistryError::NothingRegistered {
                missing: "b".into(),
                registered: vec!["a"]
            }
        );
    }

    #[test]
    fn one_name_at_two_places_is_an_error_that_names_both() {
        let entries = [
            entry("a", "x", 1, Sizes::None),
            entry("a", "x", 7, Sizes::None),
        ];
        let message = cases(&entries, &["a"]).unwrap_err().to_string();
        assert!(
            message.contains("src/lib.rs:1:1") && message.contains("src/lib.rs:7:1"),
            "{message}"
        );
        let found = find(&entries, "a", "x").unwrap_err().to_string();
        assert_eq!(found, message);
    }

    #[test]
    fn a_size_that_stands_twice_is_an_error() {
        let entries = [entry("a", "x", 1, Sizes::List(&[10, 10]))];
        assert!(matches!(
            cases(&entries, &["a"]),
            Err(RegistryError::Duplicate { .. })
        ));
    }

    #[test]
    fn an_entry_without_a_size_to_run_at_is_an_error() {
        let entries = [entry("a", "x", 1, Sizes::List(&[]))];
        assert!(matches!(
            cases(&entries, &["a"]),
            Err(RegistryError::NoCase { .. })
        ));
    }
}
