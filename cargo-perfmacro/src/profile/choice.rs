//! Which one case is meant.

use std::fmt;

/// Why it is not one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotOne {
    /// None matches.
    None(String),
    /// Several do.
    Several { filter: String, names: Vec<String> },
}

impl fmt::Display for NotOne {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 5;
        match self {
            NotOne::None(filter) => write!(
                formatter,
                "no case matches `{filter}`: `cargo perfmacro list` shows them all"
            ),
            NotOne::Several { filter, names } => {
                write!(
                    formatter,
                    "{} cases match `{filter}`, and a profile is of one:",
                    names.len()
                )?;
                for name in names.iter().take(SHOWN) {
                    write!(formatter, "\n  {name}")?;
                }
                match names.len().saturating_sub(SHOWN) {
                    0 => Ok(()),
                    more => write!(formatter, "\n  and {more} more"),
                }
            }
        }
    }
}

/// The place of the one that `filter` means among the names that match it: the one that is exactly that, or the only one.
///
/// # Errors
///
/// See [`NotOne`].
pub(crate) fn one(filter: &str, names: &[&str]) -> Result<usize, NotOne> {
    if let Some(exact) = names.iter().position(|name| *name == filter) {
        return Ok(exact);
    }
    match names {
        [] => Err(NotOne::None(filter.to_owned())),
        [_] => Ok(0),
        _ => Err(NotOne::Several {
            filter: filter.to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exact_name_wins_and_else_there_has_to_be_one() {
        assert_eq!(one("a::b", &["a::b_c", "a::b"]), Ok(1));
        assert_eq!(one("b", &["a::b"]), Ok(0));
        let none = one("b", &[]).expect_err("there is none");
        assert!(none.to_string().contains("no case matches `b`"), "{none}");
        let names = ["b/1", "b/2", "b/3", "b/4", "b/5", "b/6", "b/7"];
        let several = one("b", &names).expect_err("there are seven");
        assert_eq!(
            several.to_string(),
            "7 cases match `b`, and a profile is of one:\n  b/1\n  b/2\n  b/3\n  b/4\n  b/5\n  and 2 more"
        );
    }
}
