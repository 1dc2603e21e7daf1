//! Where in the source a call allocates: values, also in builds that count nothing.

use std::fmt;

/// A place in the source, and what one call allocates there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSite {
    /// The function, as the compiler names it; empty where it is part of what makes the calls.
    pub function: String,
    /// File and line, where the build knows them.
    pub place: Option<(String, u32)>,
    /// Blocks that were asked for.
    pub count: u64,
    /// Bytes that were asked for.
    pub bytes: u64,
    /// Of those, what nobody freed.
    pub leaked: u64,
}

/// All of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallSites {
    /// Those with the most blocks first, and of as many those with the most bytes.
    pub sites: Vec<CallSite>,
    /// Allocations of which it is not known where they were made: there were too many.
    pub untraced: u64,
}

/// `src/lib.rs:12 in parse`.
impl fmt::Display for CallSite {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.place, self.function.as_str()) {
            (Some((file, line)), "") => write!(formatter, "{file}:{line}"),
            (Some((file, line)), function) => write!(formatter, "{file}:{line} in {function}"),
            (None, "") => write!(formatter, "the function itself, or what is inlined there"),
            (None, function) => write!(formatter, "{function}"),
        }
    }
}

impl CallSites {
    /// Whether no site has a line: the build has no debug information.
    #[must_use]
    pub fn are_without_lines(&self) -> bool {
        self.sites.iter().all(|site| site.place.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_says_what_is_known() {
        let site = |function: &str, place: Option<(&str, u32)>| CallSite {
            function: function.to_owned(),
            place: place.map(|(file, line)| (file.to_owned(), line)),
            count: 1,
            bytes: 1,
            leaked: 0,
        };
        let known = site("a::b", Some(("src/lib.rs", 7)));
        assert_eq!(known.to_string(), "src/lib.rs:7 in a::b");
        assert_eq!(site("a::b", None).to_string(), "a::b");
        assert_eq!(
            site("", None).to_string(),
            "the function itself, or what is inlined there"
        );
    }
}
