//! Manifests: text in, text out, with comments and formatting as they were.
//!
//! [`package`] writes what an annotated package needs, [`workspace`] what only the root's manifest can say, and
//! [`read`] tells what a manifest says of perfmacro. Invariant: no file is seen here, and a second edit changes nothing.

mod dependency;
mod edit;
mod error;
mod package;
mod read;
#[cfg(test)]
mod tests;
mod workspace;

pub(crate) use dependency::Source;
pub(crate) use edit::Edited;
pub(crate) use error::ManifestError;
pub(crate) use package::{Bin, Library, Package, edit_package};
pub(crate) use read::{Manifest, Resolver};
pub(crate) use workspace::edit_workspace;
