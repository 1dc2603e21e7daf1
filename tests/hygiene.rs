//! Expansions in scopes that try to break them, under lints that users deny.
//!
//! Compiling is most of the test. The rest is that every generated budget test finds its entry and runs,
//! and that [`listing`] finds every one of them by its promised name. Budgets are a second, so that none
//! depends on the machine.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications,
    unused_results,
    unused_lifetimes,
    non_snake_case,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    elided_lifetimes_in_paths,
    let_underscore_drop,
    variant_size_differences,
    explicit_outlives_requirements,
    keyword_idents,
    meta_variable_misuse,
    redundant_lifetimes,
    unit_bindings,
    ambiguous_negative_literals,
    clippy::all,
    clippy::pedantic
)]

#[path = "hygiene/budgets.rs"]
mod budgets;
#[path = "hygiene/conditions.rs"]
mod conditions;
#[path = "hygiene/counts.rs"]
mod counts;
#[path = "hygiene/derived.rs"]
mod derived;
#[path = "hygiene/from_macros.rs"]
mod from_macros;
#[path = "hygiene/hostile.rs"]
mod hostile;
#[path = "hygiene/inputs.rs"]
mod inputs;
#[path = "hygiene/listing.rs"]
mod listing;
#[path = "hygiene/names.rs"]
mod names;
#[path = "hygiene/nested.rs"]
mod nested;
#[path = "hygiene/no_prelude.rs"]
mod no_prelude;
#[path = "hygiene/outputs.rs"]
mod outputs;
#[path = "hygiene/paths.rs"]
mod paths;
#[path = "hygiene/recursive.rs"]
mod recursive;
#[path = "hygiene/setups.rs"]
mod setups;
