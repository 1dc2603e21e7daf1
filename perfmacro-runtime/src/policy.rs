//! What the environment says of enforcement.
//!
//! | variable | value | effect |
//! | --- | --- | --- |
//! | `PERFMACRO_ENFORCE` | `auto` (default) | a breach fails the test; in `cargo bench` it is shown |
//! | | `strict` | also INCONCLUSIVE and NOT ENFORCED fail, and all of them fail `cargo bench` |
//! | | `off` | each case runs once and nothing is judged |
//! | `PERFMACRO_SCALE` | a factor, `1.5` | stretches every time budget, for a slower class of machine |
//! | `PERFMACRO_RECORDS` | a directory | where results are recorded, if not in `perfmacro/records` of the target directory; nothing is removed from it |
//! | | `off` | results are not recorded |
//! | `PERFMACRO_RUN` | letters, digits, `.`, `_`, `-` | the run that results are recorded as; by default nextest's, or one for each process |
//! | `PERFMACRO_SHARD` | `2/5` | of a suite: it has the second of five shares of the functions; tests run whatever it says |
//! | `PERFMACRO_INJECT` | `delay`, `alloc`, `instructions`, `quadratic` | puts a fault into every call, by which each budget of its kind has to fail |
//!
//! What the attribute says comes between: `off` wins over everything, then the attribute's
//! `enforce = "never"`, then `strict` and `auto`; `enforce = "always"` enforces in builds that are exempt
//! otherwise.
//!
//! A value or a `PERFMACRO_` name that is not known is an error: a gate must not be off by a slip.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fmt;

use crate::fault::Fault;
use crate::record;
use crate::shard::{Shard, ShardError};

/// The variable that chooses the [`Enforcement`].
pub const ENFORCE: &str = "PERFMACRO_ENFORCE";
/// The variable that holds the scale.
pub const SCALE: &str = "PERFMACRO_SCALE";
/// The variable that names a [`Fault`] to put into every call.
pub const INJECT: &str = "PERFMACRO_INJECT";
/// The variable that says where results are recorded, if at all.
pub const RECORDS: &str = "PERFMACRO_RECORDS";
/// The variable that names the run that results are recorded as.
pub const RUN: &str = "PERFMACRO_RUN";
/// The variable that holds the [`Shard`] of a suite.
pub const SHARD: &str = "PERFMACRO_SHARD";

/// The variable in which a fresh process finds what it was started for. Not for users.
pub(crate) const FRESH: &str = "PERFMACRO_FRESH";

const PREFIX: &str = "PERFMACRO_";
const KNOWN: [&str; 6] = [ENFORCE, SCALE, RECORDS, RUN, SHARD, INJECT];

/// What follows from a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enforcement {
    /// A FAIL fails.
    Auto,
    /// Whatever is not a PASS fails.
    Strict,
    /// Nothing is judged.
    Off,
}

/// How budgets are enforced in this process.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// What follows from a verdict.
    pub enforcement: Enforcement,
    /// What every time budget is multiplied by; positive and finite.
    pub scale: f64,
    /// What is put into every call, to see whether the budgets on it fail.
    pub fault: Option<Fault>,
}

impl Policy {
    /// Reads this process's environment.
    ///
    /// # Errors
    ///
    /// A variable of ours with a value or a name that is not known.
    pub fn from_environment() -> Result<Policy, PolicyError> {
        Policy::read(env::vars_os())
    }

    /// What to write before a command so that it runs under this policy, a space behind each variable;
    /// nothing for the default.
    #[must_use]
    pub fn as_environment(self) -> String {
        let enforcement = match self.enforcement {
            Enforcement::Auto => String::new(),
            Enforcement::Strict => format!("{ENFORCE}=strict "),
            Enforcement::Off => format!("{ENFORCE}=off "),
        };
        let fault = self
            .fault
            .map_or_else(String::new, |fault| format!("{INJECT}={} ", fault.name()));
        if (self.scale - 1.0).abs() > f64::EPSILON {
            format!("{enforcement}{SCALE}={} {fault}", self.scale)
        } else {
            enforcement + &fault
        }
    }

    fn read(variables: impl Iterator<Item = (OsString, OsString)>) -> Result<Policy, PolicyError> {
        let mut policy = Policy {
            enforcement: Enforcement::Auto,
            scale: 1.0,
            fault: None,
        };
        let ours = variables
            .filter(|(name, _)| name.to_str().is_some_and(|name| name.starts_with(PREFIX)));
        for (name, value) in ours {
            let value = value.to_string_lossy();
            // As unset, which is what an empty value in a CI file means.
            if value.is_empty() {
                continue;
            }
            match name.to_str() {
                Some(ENFORCE) => policy.enforcement = enforcement(&value)?,
                Some(SCALE) => policy.scale = scale(&value)?,
                Some(INJECT) => policy.fault = Some(fault(&value)?),
                Some(SHARD) => {
                    read_shard(&value)?;
                }
                Some(RUN) if !record::Settings::is_run(&value) => {
                    return Err(PolicyError::Run(value.into_owned()));
                }
                Some(FRESH | RECORDS | RUN) => {}
                _ => return Err(PolicyError::Name(name.to_string_lossy().into_owned())),
            }
        }
        Ok(policy)
    }
}

fn enforcement(value: &str) -> Result<Enforcement, PolicyError> {
    match value {
        "auto" => Ok(Enforcement::Auto),
        "strict" => Ok(Enforcement::Strict),
        "off" => Ok(Enforcement::Off),
        _ => Err(PolicyError::Enforcement(value.to_owned())),
    }
}

fn scale(value: &str) -> Result<f64, PolicyError> {
    value
        .trim()
        .parse()
        .ok()
        .filter(|scale: &f64| scale.is_finite() && *scale > 0.0)
        .ok_or_else(|| PolicyError::Scale(value.to_owned()))
}

fn fault(value: &str) -> Result<Fault, PolicyError> {
    Fault::ALL
        .into_iter()
        .find(|fault| fault.name() == value)
        .ok_or_else(|| PolicyError::Fault(value.to_owned()))
}

/// The share of its functions that a suite has by this process's environment; `None` where it has all.
///
/// No part of the [`Policy`]: a test runs whatever it says. It was asked for by its name, and one that passed without
/// having run would hide a breach.
///
/// # Errors
///
/// It is no shard.
pub fn shard() -> Result<Option<Shard>, PolicyError> {
    let value = env::var_os(SHARD).filter(|value| !value.is_empty());
    value
        .map(|value| read_shard(&value.to_string_lossy()))
        .transpose()
}

fn read_shard(value: &str) -> Result<Shard, PolicyError> {
    Shard::parse(value).map_err(|error| PolicyError::Shard(value.to_owned(), error))
}

/// What is wrong with the environment.
#[derive(Debug, PartialEq)]
pub enum PolicyError {
    /// A value of [`ENFORCE`].
    Enforcement(String),
    /// A value of [`SCALE`].
    Scale(String),
    /// A value of [`INJECT`].
    Fault(String),
    /// A value of [`RUN`].
    Run(String),
    /// A value of [`SHARD`].
    Shard(String, ShardError),
    /// A variable that begins with ours and is none of them.
    Name(String),
}

impl fmt::Display for PolicyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Enforcement(value) => {
                write!(
                    formatter,
                    "{ENFORCE} is `{value}`: expected `auto`, `strict` or `off`"
                )
            }
            Self::Scale(value) => {
                write!(
                    formatter,
                    "{SCALE} is `{value}`: expected a factor above zero, such as `1.5`"
                )
            }
            Self::Fault(value) => {
                let known = Fault::ALL
                    .map(|fault| format!("`{}`", fault.name()))
                    .join(", ");
                write!(formatter, "{INJECT} is `{value}`: expected one of {known}")
            }
            Self::Run(value) => write!(
                formatter,
                "{RUN} is `{value}`: expected up to 100 letters, digits, `.`, `_` and `-`, a letter or digit first"
            ),
            Self::Shard(value, error) => write!(formatter, "{SHARD} is `{value}`: {error}"),
            Self::Name(name) => {
                let known = KNOWN.map(|known| format!("`{known}`")).join(", ");
                write!(
                    formatter,
                    "`{name}` is no variable of perfmacro: expected one of {known}"
                )
            }
        }
    }
}

impl Error for PolicyError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Policy, PolicyError> {
        Policy::read(
            variables
                .iter()
                .map(|(name, value)| (name.into(), value.into())),
        )
    }

    #[test]
    fn what_is_not_said_is_the_default() {
        let default = Policy {
            enforcement: Enforcement::Auto,
            scale: 1.0,
            fault: None,
        };
        assert_eq!(read(&[]), Ok(default));
        assert_eq!(read(&[("HOME", "/root"), (ENFORCE, "")]), Ok(default));
        assert_eq!(read(&[(RECORDS, "off"), (RUN, "nightly-2.1")]), Ok(default));
        // Of a suite alone.
        assert_eq!(read(&[(SHARD, "2/5")]), Ok(default));
    }

    #[test]
    fn values_are_read() {
        for (value, expected) in [
            ("auto", Enforcement::Auto),
            ("strict", Enforcement::Strict),
            ("off", Enforcement::Off),
        ] {
            assert_eq!(
                read(&[(ENFORCE, value)]).map(|policy| policy.enforcement),
                Ok(expected)
            );
        }
        assert_eq!(read(&[(SCALE, "1.5")]).map(|policy| policy.scale), Ok(1.5));
    }

    #[test]
    fn a_policy_can_be_written_before_a_command() {
        for variables in [
            &[][..],
            &[(ENFORCE, "strict")],
            &[(ENFORCE, "off"), (SCALE, "1.5"), (INJECT, "alloc")],
        ] {
            let policy = read(variables).expect("legal values");
            let mut expected = String::new();
            for (name, value) in variables {
                expected.extend([*name, "=", *value, " "]);
            }
            assert_eq!(policy.as_environment(), expected);
        }
    }

    #[test]
    fn a_slip_is_an_error() {
        assert_eq!(
            read(&[(ENFORCE, "Strict")]),
            Err(PolicyError::Enforcement("Strict".into()))
        );
        assert_eq!(
            read(&[(INJECT, "slow")]),
            Err(PolicyError::Fault("slow".into()))
        );
        assert_eq!(
            read(&[(SHARD, "6/5")]),
            Err(PolicyError::Shard("6/5".into(), ShardError::Range))
        );
        for value in ["../run", "a b"] {
            assert_eq!(read(&[(RUN, value)]), Err(PolicyError::Run(value.into())));
        }
        for value in ["0", "-1", "NaN", "inf", "fast"] {
            assert_eq!(
                read(&[(SCALE, value)]),
                Err(PolicyError::Scale(value.into()))
            );
        }
        assert_eq!(
            read(&[("PERFMACRO_ENFORC", "strict")]),
            Err(PolicyError::Name("PERFMACRO_ENFORC".into()))
        );
    }
}
