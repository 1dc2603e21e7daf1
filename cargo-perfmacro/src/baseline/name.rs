//! What a baseline may be called: it is a file's name on every system.

use std::fmt;
use std::str::FromStr;

/// The name of a baseline.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

/// What is wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameError {
    /// It is empty, or longer than 100 bytes.
    Length,
    /// It has something else in it than letters, digits, `.`, `_` and `-`.
    Character(char),
    /// It begins with `.` or `-`, or ends with `.`.
    Edge,
    /// Windows has a device of that name.
    Device,
}

/// What Windows keeps for devices, with any ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

impl Name {
    /// The name as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Name, NameError> {
        const LONGEST: usize = 100;
        if text.is_empty() || text.len() > LONGEST {
            return Err(NameError::Length);
        }
        let is_plain = |letter: &char| letter.is_ascii_alphanumeric() || "._-".contains(*letter);
        if let Some(letter) = text.chars().find(|letter| !is_plain(letter)) {
            return Err(NameError::Character(letter));
        }
        if text.starts_with(['.', '-']) || text.ends_with('.') {
            return Err(NameError::Edge);
        }
        let stem = text.split('.').next().unwrap_or_default().to_lowercase();
        let is_port = ["com", "lpt"].iter().any(|port| {
            stem.strip_prefix(port)
                .is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit())
        });
        if is_port || DEVICES.contains(&stem.as_str()) {
            return Err(NameError::Device);
        }
        Ok(Name(text.to_owned()))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NameError::Length => formatter.write_str("a name has 1 to 100 letters"),
            NameError::Character(letter) => write!(
                formatter,
                "a name has letters, digits, `.`, `_` and `-`, and not `{}`",
                letter.escape_debug()
            ),
            NameError::Edge => {
                formatter.write_str("a name does not begin with `.` or `-`, nor end with `.`")
            }
            NameError::Device => formatter.write_str("a device is called so on Windows"),
        }
    }
}

impl std::error::Error for NameError {}
