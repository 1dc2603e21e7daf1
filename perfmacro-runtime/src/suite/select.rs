//! Which cases the command line asks for.

use regex::Regex;

use crate::case::Case;

use super::arguments::Arguments;

/// Criterion's filter, so that it is known before Criterion runs.
#[derive(Debug)]
pub(super) enum Filter {
    All,
    None,
    Exact(String),
    Pattern(Regex),
}

impl Filter {
    /// The filter of `arguments`.
    ///
    /// # Errors
    ///
    /// The filter is no regular expression.
    pub(super) fn new(arguments: &Arguments) -> Result<Filter, regex::Error> {
        Ok(match &arguments.filter {
            _ if arguments.ignored => Filter::None,
            None => Filter::All,
            Some(name) if arguments.exact => Filter::Exact(name.clone()),
            Some(pattern) => Filter::Pattern(Regex::new(pattern)?),
        })
    }

    /// Whether the case is asked for.
    pub(super) fn matches(&self, case: &Case) -> bool {
        let name = case.to_string();
        match self {
            Filter::All => true,
            Filter::None => false,
            Filter::Exact(exact) => *exact == name,
            Filter::Pattern(pattern) => pattern.is_match(&name),
        }
    }
}
