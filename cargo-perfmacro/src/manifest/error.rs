//! Why a manifest cannot be edited.

use std::error::Error;
use std::fmt;

use toml_edit::TomlError;

/// Why a manifest cannot be read or edited.
#[derive(Debug)]
pub(crate) enum ManifestError {
    /// It is no TOML.
    Syntax(TomlError),
    /// A key holds something else than Cargo wants there.
    Shape(String),
    /// A benchmark target of this name belongs to something else.
    OtherBench {
        /// The target.
        name: String,
        /// Its file.
        path: String,
    },
}

impl fmt::Display for ManifestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ManifestError::Syntax(_) => write!(formatter, "it is not TOML"),
            ManifestError::Shape(key) => write!(
                formatter,
                "`{key}` is written in a way that is not edited here"
            ),
            ManifestError::OtherBench { name, path } => write!(
                formatter,
                "`{path}` is a benchmark target already and has no `perfmacro::main!`: name another than `{name}` with --bench"
            ),
        }
    }
}

impl Error for ManifestError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            ManifestError::Syntax(error) => Some(error),
            ManifestError::Shape(_) | ManifestError::OtherBench { .. } => None,
        }
    }
}

impl From<TomlError> for ManifestError {
    fn from(error: TomlError) -> ManifestError {
        ManifestError::Syntax(error)
    }
}
